using System.Text.Json;
using LanguageModels.Tokenization.Adding;
using LanguageModels.Tokenization.Decoding;
using LanguageModels.Tokenization.Normalizing;
using LanguageModels.Tokenization.Processing;
using LanguageModels.Tokenization.Texts;

namespace LanguageModels.Tokenization.Reading;

/// <summary>A tokenizer.json, read and ready.</summary>
internal sealed record TokenizerReader
{
    /// <summary>In bytes; the largest known files have 33 MB (Gemma).</summary>
    internal const int MostBytes = 256 << 20;

    internal required TokenTable Table { get; init; }

    internal required TextEncoder Encoder { get; init; }

    internal required TokenDecoder Decoder { get; init; }

    internal required PostProcessor Processor { get; init; }

    internal required TokenTruncation? Truncation { get; init; }

    internal required TokenPadding? Padding { get; init; }

    /// <exception cref="InvalidDataException">The file cannot be followed exactly.</exception>
    internal static TokenizerReader Read(ReadOnlyMemory<byte> json, string file)
    {
        if (json.Length > MostBytes)
        {
            throw new InvalidDataException($"{file}: expected at most {MostBytes} bytes, found {json.Length}.");
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(new JsonField(document.RootElement, "", file));
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"{file}: expected JSON, found an error: {broken.Message}", broken);
        }
        catch (InvalidOperationException broken)
        {
            throw new InvalidDataException($"{file}: expected strings of valid Unicode, found an error: {broken.Message}", broken);
        }
    }

    private static TokenizerReader Read(JsonField root)
    {
        var added = AddedTokenReader.Read(root["added_tokens"]);
        var normalizer = NormalizerReader.Read(root["normalizer"]);
        var splitting = new PreTokenizerReader();
        var steps = splitting.Read(root["pre_tokenizer"]);
        var special = added.Where(token => token.IsSpecial).Select(token => token.Id).ToHashSet();
        var model = ModelReader.Read(root["model"], splitting.ByBytes, special, out var vocabulary);
        var table = new TokenTable(vocabulary, added, root["added_tokens"]);
        return new TokenizerReader
        {
            Table = table,
            Encoder = new TextEncoder(Matcher(added, normalized: false, null), normalizer, Matcher(added, normalized: true, normalizer), steps, model),
            Decoder = new TokenDecoder(DecoderReader.Read(root["decoder"]), table.Tokens),
            Processor = new PostProcessorReader(table.SpacesOf, id => id < table.Tokens.Count && table.Tokens[id] is not null).Read(root["post_processor"]),
            Truncation = LengthReader.ReadTruncation(root["truncation"]),
            Padding = LengthReader.ReadPadding(root["padding"]),
        };
    }

    private static AddedTokenMatcher Matcher(List<AddedToken> added, bool normalized, Normalizer? normalizer) =>
        new(added.Where(token => token.IsNormalized == normalized).Select(token => (token, Spelling(token, normalizer))));

    private static string Spelling(AddedToken token, Normalizer? normalizer)
    {
        var points = CodePoints.Of(token.Content);
        return normalizer is null ? token.Content : CodePoints.ToText(normalizer.Normalize(new Piece(new MappedText(points), 0, points.Length)).Points);
    }
}
