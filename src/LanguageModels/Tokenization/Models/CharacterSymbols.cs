using System.Collections.Frozen;
using System.Text;

namespace LanguageModels.Tokenization.Models;

/// <summary>The characters of the word; one without a token becomes its bytes, the unknown token, or nothing.</summary>
/// <param name="vocabulary">All tokens.</param>
/// <param name="continuingPrefix">Put before every character but the first, to look it up.</param>
/// <param name="endSuffix">Put after the last character, to look it up.</param>
/// <param name="idsOfBytes">[256] for byte fallback; null for none.</param>
/// <param name="unknown">-1 for none.</param>
/// <param name="fuseUnknown">Whether neighbouring unknown characters become one token.</param>
internal sealed class CharacterSymbols(
    Vocabulary vocabulary, string continuingPrefix, string endSuffix, int[]? idsOfBytes, int unknown, bool fuseUnknown) : WordSymbols
{
    private readonly FrozenDictionary<int, int> _idsOfCharacters = SingleCharacters(vocabulary);

    internal override int MostFor(int points) => checked((idsOfBytes is null ? 1 : 4) * points);

    internal override int Write(ReadOnlySpan<int> word, Span<int> ids, Span<int> starts, Span<int> ends)
    {
        var (count, unknownFrom) = (0, -1);
        for (var i = 0; i < word.Length; i++)
        {
            var id = IdOf(word[i], i == 0, i == word.Length - 1);
            if (id < 0 && idsOfBytes is not null)
            {
                count = AddBytes(word[i], i, count, ids, starts, ends);
            }
            else if (id >= 0)
            {
                count = AddUnknown(unknownFrom, i, count, ids, starts, ends);
                unknownFrom = -1;
                (ids[count], starts[count], ends[count]) = (id, i, i + 1);
                count++;
            }
            else if (unknown >= 0)
            {
                count = fuseUnknown ? count : AddUnknown(unknownFrom, i, count, ids, starts, ends);
                unknownFrom = unknownFrom < 0 || !fuseUnknown ? i : unknownFrom;
            }
        }

        return AddUnknown(unknownFrom, word.Length, count, ids, starts, ends);
    }

    private int IdOf(int point, bool isFirst, bool isLast)
    {
        if (continuingPrefix.Length == 0 && endSuffix.Length == 0)
        {
            return _idsOfCharacters.GetValueOrDefault(point, -1);
        }

        return vocabulary.IdOf($"{(isFirst ? "" : continuingPrefix)}{char.ConvertFromUtf32(point)}{(isLast ? endSuffix : "")}");
    }

    private int AddBytes(int point, int at, int count, Span<int> ids, Span<int> starts, Span<int> ends)
    {
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var value in utf8[..new Rune(point).EncodeToUtf8(utf8)])
        {
            (ids[count], starts[count], ends[count]) = (idsOfBytes![value], at, at + 1);
            count++;
        }

        return count;
    }

    private int AddUnknown(int from, int end, int count, Span<int> ids, Span<int> starts, Span<int> ends)
    {
        if (from < 0)
        {
            return count;
        }

        (ids[count], starts[count], ends[count]) = (unknown, from, end);
        return count + 1;
    }

    private static FrozenDictionary<int, int> SingleCharacters(Vocabulary vocabulary) =>
        vocabulary.Entries
            .Where(entry => entry.Key.Length is 1 or 2 && Rune.TryGetRuneAt(entry.Key, 0, out var rune) && rune.Utf16SequenceLength == entry.Key.Length)
            .ToFrozenDictionary(entry => Rune.GetRuneAt(entry.Key, 0).Value, entry => entry.Value);
}
