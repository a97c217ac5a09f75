using System.Text.Json;
using LanguageModels.Tokenization.Models;

namespace LanguageModels.Tokenization.Reading;

/// <summary>The vocabularies of models.</summary>
internal static class VocabularyReader
{
    /// <summary>Four times what the largest known vocabularies have (Gemma: 262,144).</summary>
    internal const int HighestId = (1 << 20) - 1;

    /// <summary>In characters; SentencePiece's own limit is 16 by default.</summary>
    private const int LongestPiece = 1024;

    internal static Vocabulary ReadMap(JsonField section)
    {
        if (section.Value.ValueKind != JsonValueKind.Object)
        {
            throw section.Unlike("an object of tokens and ids");
        }

        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var entry in section.Value.EnumerateObject())
        {
            if (entry.Value.ValueKind != JsonValueKind.Number || !entry.Value.TryGetInt32(out var id) || id is < 0 or > HighestId)
            {
                throw (section with { Value = entry.Value, Path = $"{section.Path}[\"{entry.Name}\"]" }).Unlike($"an id from 0 to {HighestId}");
            }

            ids[entry.Name] = id;
        }

        return new Vocabulary(ids);
    }

    /// <summary>Pieces with their scores; the place is the id.</summary>
    internal static List<(string Piece, double Score)> ReadScored(JsonField section)
    {
        List<(string, double)> pieces = [];
        foreach (var item in section.Items(HighestId + 1))
        {
            JsonField[] pair = [.. item.Items(2)];
            pieces.Add(pair.Length == 2 ? (pair[0].Text(LongestPiece), pair[1].Real()) : throw item.Unlike("a token and its score"));
        }

        return pieces;
    }

    /// <summary>The ids of <c>&lt;0x00&gt;</c> to <c>&lt;0xFF&gt;</c>; null where there are none.</summary>
    internal static int[]? BytesOf(Vocabulary vocabulary, JsonField model)
    {
        int[] ids = [.. Enumerable.Range(0, 256).Select(value => vocabulary.IdOf($"<0x{value:X2}>"))];
        var missing = ids.Count(id => id < 0);
        return missing switch
        {
            0 => ids,
            256 => null,
            _ => throw model["vocab"].Wrong("all 256 byte tokens <0x00> to <0xFF>, or none", $"{256 - missing}"),
        };
    }
}
