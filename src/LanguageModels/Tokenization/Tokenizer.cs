using LanguageModels.Tokenization.Decoding;
using LanguageModels.Tokenization.Models;
using LanguageModels.Tokenization.Processing;
using LanguageModels.Tokenization.Reading;

namespace LanguageModels.Tokenization;

/// <summary>
/// A tokenizer.json (the format of Hugging Face's tokenizers library): text to token ids and back, exactly as that library
/// does it. Immutable and thread-safe.
/// </summary>
public sealed class Tokenizer
{
    private readonly TokenizerReader _parts;

    private Tokenizer(TokenizerReader parts) => _parts = parts;

    /// <summary>Number of ids: one past the highest id that has a token. The model's logits may have more.</summary>
    public int VocabularySize => _parts.Table.Tokens.Count;

    /// <summary>What the file says about truncation; applied only when passed to an encoding method.</summary>
    public TokenTruncation? Truncation => _parts.Truncation;

    /// <summary>What the file says about padding; applied only by <see cref="TokenPadding.Apply"/>.</summary>
    public TokenPadding? Padding => _parts.Padding;

    internal TokenDecoder Decoder => _parts.Decoder;

    /// <summary>Reads a tokenizer.json.</summary>
    /// <exception cref="InvalidDataException">The file is not one that can be followed exactly; says which field, what was expected and what was found.</exception>
    public static Tokenizer Load(string tokenizerJsonPath)
    {
        var length = new FileInfo(tokenizerJsonPath).Length;
        return length > TokenizerReader.MostBytes
            ? throw new InvalidDataException($"{tokenizerJsonPath}: expected at most {TokenizerReader.MostBytes} bytes, found {length}.")
            : new Tokenizer(TokenizerReader.Read(File.ReadAllBytes(tokenizerJsonPath), tokenizerJsonPath));
    }

    /// <summary>Reads a tokenizer.json that is in memory.</summary>
    /// <exception cref="InvalidDataException">As for <see cref="Load"/>.</exception>
    public static Tokenizer Parse(ReadOnlyMemory<byte> tokenizerJson) => new(TokenizerReader.Read(tokenizerJson, "tokenizer.json"));

    /// <summary>Id of a token; null for one that is not in the vocabulary.</summary>
    public int? IdOf(string token) => _parts.Table.IdOf(token);

    /// <summary>The token as the vocabulary spells it; null for an id without one.</summary>
    public string? TokenOf(int id) => (uint)id < (uint)VocabularySize ? _parts.Table.Tokens[id] : null;

    /// <summary>Which tokens a model of fewer ids could not read, such as <c>4 from 49152 ('&lt;tool&gt;') to 49155 ('&lt;end&gt;')</c>; null when there are none.</summary>
    /// <param name="size">Ids that the model knows.</param>
    public string? TokensBeyond(int size)
    {
        int[] beyond = [.. Enumerable.Range(size, Math.Max(0, VocabularySize - size)).Where(id => TokenOf(id) is not null)];
        return beyond.Length == 0 ? null : $"{beyond.Length} from {beyond[0]} ('{TokenOf(beyond[0])}') to {beyond[^1]} ('{TokenOf(beyond[^1])}')";
    }

    /// <summary>Whether an id is a special token.</summary>
    public bool IsSpecial(int id) => _parts.Table.IsSpecial(id);

    /// <summary>The ids of a text, with their places.</summary>
    /// <param name="text">Any text; lone surrogates count as U+FFFD.</param>
    /// <param name="addSpecialTokens">Whether the post-processor adds its tokens, such as a beginning of text.</param>
    /// <param name="parseSpecialTokens">Whether special tokens spelled in the text become those tokens; false for text from outside.</param>
    /// <exception cref="InvalidDataException">The file's normaliser makes the text many times as long.</exception>
    /// <exception cref="System.Text.RegularExpressions.RegexMatchTimeoutException">A regular expression of the file takes more than ten seconds.</exception>
    public TokenEncoding Encode(string text, bool addSpecialTokens, bool parseSpecialTokens = true) =>
        Encode(text, null, addSpecialTokens, parseSpecialTokens, null);

    /// <summary>The ids of a text or a pair of texts, cut to a length.</summary>
    /// <param name="text">The text.</param>
    /// <param name="second">The second text of a pair; null for none.</param>
    /// <param name="addSpecialTokens">Whether the post-processor adds its tokens.</param>
    /// <param name="parseSpecialTokens">Whether special tokens spelled in the texts become those tokens.</param>
    /// <param name="truncation">The length; null for no limit.</param>
    /// <exception cref="ArgumentException">The texts cannot be cut as asked.</exception>
    public TokenEncoding Encode(string text, string? second, bool addSpecialTokens, bool parseSpecialTokens, TokenTruncation? truncation)
    {
        ArgumentNullException.ThrowIfNull(text);
        var first = EncodePart(text, parseSpecialTokens);
        var other = second is null ? null : EncodePart(second, parseSpecialTokens);
        if (truncation is not null)
        {
            var added = addSpecialTokens ? _parts.Processor.AddedTokens(second is not null) : 0;
            (first, other) = Truncating.Apply(first, other, truncation, truncation.MaximumLength - added);
        }

        return _parts.Processor.Process(first, other, addSpecialTokens).ToEncoding();
    }

    /// <summary>How many tokens <see cref="Encode(string, bool, bool)"/> gives, special tokens of the post-processor not counted.</summary>
    public int CountTokens(string text, bool parseSpecialTokens)
    {
        ArgumentNullException.ThrowIfNull(text);
        using var sink = new TokenSink();
        _parts.Encoder.Encode(text, parseSpecialTokens, sink);
        return sink.Count;
    }

    /// <summary>The text of ids, as the decoder of the file says; ids without a token are left out.</summary>
    public string Decode(ReadOnlySpan<int> ids, bool skipSpecialTokens) => Decoder.Decode(ids, id => skipSpecialTokens && IsSpecial(id));

    /// <summary>The UTF-8 bytes a token appends in the middle of a text, perhaps part of a character; empty for special tokens and ids without a token.</summary>
    public ReadOnlyMemory<byte> BytesOf(int id) => IsSpecial(id) || !Decoder.Exists(id) ? default : Decoder.BytesOf(id);

    private EncodedPart EncodePart(string text, bool parseSpecialTokens)
    {
        using var sink = new TokenSink();
        _parts.Encoder.Encode(text, parseSpecialTokens, sink);
        return new EncodedPart(sink.Ids.ToArray(), Offsets(sink), new int[sink.Count], new bool[sink.Count], []);
    }

    private static TokenOffset[] Offsets(TokenSink sink)
    {
        var offsets = new TokenOffset[sink.Count];
        for (var i = 0; i < offsets.Length; i++)
        {
            offsets[i] = new TokenOffset(sink.Starts[i], sink.Ends[i]);
        }

        return offsets;
    }
}
