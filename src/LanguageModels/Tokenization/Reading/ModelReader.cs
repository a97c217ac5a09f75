using LanguageModels.Tokenization.Models;
using LanguageModels.Tokenization.Texts;

namespace LanguageModels.Tokenization.Reading;

/// <summary>The section <c>model</c>.</summary>
internal static class ModelReader
{
    /// <summary>In characters: WordPiece takes time with the square of it. Known models have 100 or 200.</summary>
    private const int LongestWord = 1000;

    /// <param name="section">The section.</param>
    /// <param name="byBytes">Whether words come as bytes (a ByteLevel pre-tokenizer).</param>
    /// <param name="special">Ids that text is not to become by itself.</param>
    /// <param name="ids">All tokens of the model and their ids.</param>
    internal static TokenModel Read(JsonField section, bool byBytes, IReadOnlySet<int> special, out Vocabulary ids)
    {
        var type = section["type"];
        var name = type.IsAbsent ? Guess(section) : type.Text();
        if (name == "Unigram")
        {
            return ReadUnigram(section, byBytes, special, out ids);
        }

        ids = VocabularyReader.ReadMap(section["vocab"]);
        return name switch
        {
            "BPE" => BytePairReader.Read(section, ids, byBytes, special),
            "WordPiece" => ReadWordPiece(section, ids),
            _ => throw type.Unlike("BPE, WordPiece or Unigram"),
        };
    }

    /// <summary>Files of old do not say the type.</summary>
    private static string Guess(JsonField section) =>
        !section["merges"].IsAbsent ? "BPE" : !section["max_input_chars_per_word"].IsAbsent ? "WordPiece" : "Unigram";

    private static WordPieceModel ReadWordPiece(JsonField section, Vocabulary vocabulary)
    {
        var unknown = section["unk_token"].OptionalText() ?? "[UNK]";
        var limit = section["max_input_chars_per_word"];
        return new WordPieceModel(
            vocabulary,
            section["continuing_subword_prefix"].OptionalText() ?? "##",
            vocabulary.IdOf(unknown) is var id and >= 0 ? id : throw section["unk_token"].Wrong("a token of the vocabulary", unknown),
            limit.IsAbsent ? 100 : limit.Number(1, LongestWord));
    }

    private static UnigramModel ReadUnigram(JsonField section, bool byBytes, IReadOnlySet<int> special, out Vocabulary ids)
    {
        if (byBytes)
        {
            throw section["type"].Wrong("BPE after a ByteLevel pre-tokenizer", "Unigram");
        }

        var pieces = VocabularyReader.ReadScored(section["vocab"]);
        var unknown = section["unk_id"].Number(0, Math.Max(0, pieces.Count - 1));
        var (byPiece, trie) = (new Dictionary<string, int>(StringComparer.Ordinal), new PieceTrie());
        for (var id = 0; id < pieces.Count; id++)
        {
            byPiece[pieces[id].Piece] = id;
            if (id == unknown || !special.Contains(id))
            {
                trie.Add(pieces[id].Piece, id);
            }
        }

        ids = new Vocabulary(byPiece);
        var bytes = section["byte_fallback"].Flag(otherwise: false) ? VocabularyReader.BytesOf(ids, section) : null;
        return new UnigramModel(trie, [.. pieces.Select(piece => piece.Score)], unknown, bytes);
    }
}
