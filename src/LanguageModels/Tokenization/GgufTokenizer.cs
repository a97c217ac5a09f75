using System.Text.Json.Nodes;
using LanguageModels.Tokenization.Adding;
using LanguageModels.Tokenization.Writing;

namespace LanguageModels.Tokenization;

/// <summary>
/// Turns the tokenizer of a GGUF file into a tokenizer.json. Control tokens become special ones, user-defined tokens added
/// ones; the words are split as llama.cpp does for the file's pre-tokenizer name.
/// </summary>
public static class GgufTokenizer
{
    private const int MostTokens = 1 << 20;
    private const int LongestPiece = 1024;
    private const int UnknownType = 2;
    private const int ControlType = 3;
    private const int UserType = 4;
    private const int NormalType = 1;

    /// <summary>Writes the tokenizer.json (UTF-8) that encodes and decodes as the GGUF vocabulary does.</summary>
    /// <exception cref="InvalidDataException">The vocabulary cannot be followed exactly; says which key, what was expected and what was found.</exception>
    public static byte[] ToTokenizerJson(GgufVocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        Check(vocabulary);
        var file = vocabulary.Model switch
        {
            "gpt2" => ByteLevel(vocabulary),
            "llama" => SentencePiece(vocabulary),
            _ => throw new InvalidDataException($"tokenizer.ggml.model: expected gpt2 or llama, found '{vocabulary.Model}'. Import the model from its Hugging Face folder instead."),
        };
        var bytes = file.ToBytes();
        _ = Tokenizer.Parse(bytes);
        return bytes;
    }

    private static TokenizerFile ByteLevel(GgufVocabulary vocabulary)
    {
        var pre = vocabulary.PreTokenizer;
        var merges = vocabulary.Merges ?? throw new InvalidDataException("tokenizer.ggml.merges: expected the merges of a byte-level BPE, found nothing.");
        return new TokenizerFile
        {
            Added = Added(vocabulary),
            Tokens = vocabulary.Tokens,
            Merges = [.. merges.Select(ReadMerge)],
            Normalizer = PreTokenizerNames.Normalizer(pre),
            PreTokenizer = PreTokenizerNames.PreTokenizer(pre),
            PostProcessor = Template(vocabulary, PreTokenizerNames.AddsBeginning(pre)),
            Decoder = JsonNode.Parse("""{"type":"ByteLevel","add_prefix_space":false,"trim_offsets":true,"use_regex":true}""")!,
            IgnoreMerges = PreTokenizerNames.IgnoresMerges(pre),
        };
    }

    private static TokenizerFile SentencePiece(GgufVocabulary vocabulary)
    {
        var scores = vocabulary.Scores ?? throw new InvalidDataException("tokenizer.ggml.scores: expected the scores of a SentencePiece vocabulary, found nothing.");
        var pieces = Enumerable.Range(0, vocabulary.Tokens.Count)
            .Where(id => TypeOf(vocabulary, id) == NormalType)
            .ToDictionary(id => vocabulary.Tokens[id], id => scores[id], StringComparer.Ordinal);
        if (pieces.Keys.FirstOrDefault(piece => piece.Length > LongestPiece) is { } tooLong)
        {
            throw new InvalidDataException($"tokenizer.ggml.tokens: expected pieces of at most {LongestPiece} characters, found one of {tooLong.Length}.");
        }

        var prefix = vocabulary.AddSpacePrefix ?? true;
        return new TokenizerFile
        {
            Added = Added(vocabulary),
            Tokens = vocabulary.Tokens,
            Merges = SentencePieceMerges.Of(pieces),
            Normalizer = JsonNode.Parse(prefix
                ? """{"type":"Sequence","normalizers":[{"type":"Prepend","prepend":"▁"},{"type":"Replace","pattern":{"String":" "},"content":"▁"}]}"""
                : """{"type":"Replace","pattern":{"String":" "},"content":"▁"}"""),
            PostProcessor = Template(vocabulary, addsBeginning: true),
            Decoder = JsonNode.Parse(prefix
                ? """{"type":"Sequence","decoders":[{"type":"Replace","pattern":{"String":"▁"},"content":" "},{"type":"ByteFallback"},{"type":"Fuse"},{"type":"Strip","content":" ","start":1,"stop":0}]}"""
                : """{"type":"Sequence","decoders":[{"type":"Replace","pattern":{"String":"▁"},"content":" "},{"type":"ByteFallback"},{"type":"Fuse"}]}""")!,
            UnknownToken = vocabulary.UnknownId is { } unknown ? vocabulary.Tokens[unknown] : null,
            ByteFallback = true,
        };
    }

    private static List<AddedToken> Added(GgufVocabulary vocabulary) =>
        [.. Enumerable.Range(0, vocabulary.Tokens.Count)
            .Where(id => TypeOf(vocabulary, id) is UnknownType or ControlType or UserType && vocabulary.Tokens[id].Length > 0)
            .Select(id => new AddedToken(id, vocabulary.Tokens[id], TypeOf(vocabulary, id) != UserType, IsNormalized: false, SingleWord: false, StripLeft: false, StripRight: false))];

    private static int TypeOf(GgufVocabulary vocabulary, int id) => vocabulary.TokenTypes?[id] ?? NormalType;

    private static (string Left, string Right) ReadMerge(string merge, int rank)
    {
        var space = merge.IndexOf(' ', Math.Min(1, merge.Length));
        return space > 0 && space < merge.Length - 1
            ? (merge[..space], merge[(space + 1)..])
            : throw new InvalidDataException($"tokenizer.ggml.merges[{rank}]: expected two tokens and a space between them, found '{merge}'.");
    }

    private static JsonNode? Template(GgufVocabulary vocabulary, bool addsBeginning)
    {
        var before = (vocabulary.AddBeginning ?? addsBeginning) && vocabulary.BeginningId is { } first ? vocabulary.Tokens[first] : null;
        var after = (vocabulary.AddEnd ?? false) && vocabulary.EndId is { } last ? vocabulary.Tokens[last] : null;
        if (before is null && after is null)
        {
            return null;
        }

        var special = new JsonObject();
        AddSpecial(special, before, vocabulary.BeginningId);
        AddSpecial(special, after, vocabulary.EndId);
        return new JsonObject
        {
            ["type"] = "TemplateProcessing",
            ["single"] = new JsonArray([.. Around("A", 0, before, after)]),
            ["pair"] = new JsonArray([.. Around("A", 0, before, after), .. Around("B", 1, before, after)]),
            ["special_tokens"] = special,
        };
    }

    private static void AddSpecial(JsonObject special, string? token, int? id)
    {
        if (token is not null)
        {
            special[token] = new JsonObject { ["id"] = token, ["ids"] = new JsonArray(id), ["tokens"] = new JsonArray(token) };
        }
    }

    private static IEnumerable<JsonNode> Around(string sequence, int type, string? before, string? after)
    {
        if (before is not null)
        {
            yield return new JsonObject { ["SpecialToken"] = new JsonObject { ["id"] = before, ["type_id"] = type } };
        }

        yield return new JsonObject { ["Sequence"] = new JsonObject { ["id"] = sequence, ["type_id"] = type } };
        if (after is not null)
        {
            yield return new JsonObject { ["SpecialToken"] = new JsonObject { ["id"] = after, ["type_id"] = type } };
        }
    }

    private static void Check(GgufVocabulary vocabulary)
    {
        var count = vocabulary.Tokens.Count;
        if (count is 0 or > MostTokens)
        {
            throw new InvalidDataException($"tokenizer.ggml.tokens: expected from 1 to {MostTokens} tokens, found {count}.");
        }

        if (vocabulary.Tokens.CountBy(token => token, StringComparer.Ordinal).FirstOrDefault(token => token.Value > 1).Key is { } twice)
        {
            throw new InvalidDataException($"tokenizer.ggml.tokens: expected each token once, found '{twice}' several times.");
        }

        CheckCount("scores", vocabulary.Scores?.Count, count);
        CheckCount("token_type", vocabulary.TokenTypes?.Count, count);
        CheckId("bos_token_id", vocabulary.BeginningId, count);
        CheckId("eos_token_id", vocabulary.EndId, count);
        CheckId("unknown_token_id", vocabulary.UnknownId, count);
    }

    private static void CheckCount(string key, int? found, int expected)
    {
        if (found is not null && found != expected)
        {
            throw new InvalidDataException($"tokenizer.ggml.{key}: expected {expected} entries, as many as tokens, found {found}.");
        }
    }

    private static void CheckId(string key, int? id, int count)
    {
        if (id is not null && (uint)id.Value >= (uint)count)
        {
            throw new InvalidDataException($"tokenizer.ggml.{key}: expected an id below {count}, found {id}.");
        }
    }
}
