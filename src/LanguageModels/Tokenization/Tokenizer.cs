namespace LanguageModels.Tokenization;

/// <summary>A tokenizer.json: text to token ids and back. Immutable and thread-safe.</summary>
public sealed class Tokenizer
{
    private Tokenizer()
    {
    }

    /// <summary>Number of ids: one past the highest known id.</summary>
    public int VocabularySize => throw new NotSupportedException();

    /// <summary>What the file says about truncation; <see cref="Encode"/> does not apply it by itself.</summary>
    public TokenTruncation? Truncation => throw new NotSupportedException();

    /// <summary>What the file says about padding; <see cref="Encode"/> does not apply it by itself.</summary>
    public TokenPadding? Padding => throw new NotSupportedException();

    /// <summary>Reads a tokenizer.json.</summary>
    /// <exception cref="InvalidDataException">The file is not one that can be followed exactly; says which field, what was expected and what was found.</exception>
    public static Tokenizer Load(string tokenizerJsonPath) => throw new NotSupportedException(tokenizerJsonPath);

    /// <inheritdoc cref="Load"/>
    public static Tokenizer Parse(ReadOnlyMemory<byte> tokenizerJson) => throw new NotSupportedException(tokenizerJson.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Id of a token; null for one that is not in the vocabulary.</summary>
    public int? IdOf(string token) => throw new NotSupportedException(token);

    /// <summary>The token as the vocabulary spells it; null for an id without one.</summary>
    public string? TokenOf(int id) => throw new NotSupportedException();

    /// <summary>Whether an id is a special token.</summary>
    public bool IsSpecial(int id) => throw new NotSupportedException();

    /// <summary>The ids of a text.</summary>
    /// <param name="text">Any text; lone surrogates count as U+FFFD.</param>
    /// <param name="addSpecialTokens">Whether the post-processor adds its tokens, such as a beginning of text.</param>
    /// <param name="parseSpecialTokens">Whether special tokens spelled in the text become those tokens; false for text from outside.</param>
    public TokenEncoding Encode(string text, bool addSpecialTokens, bool parseSpecialTokens = true) => throw new NotSupportedException(text);

    /// <summary>The text of ids, as the decoder of the file says; ids without a token are left out.</summary>
    public string Decode(ReadOnlySpan<int> ids, bool skipSpecialTokens) => throw new NotSupportedException();

    /// <summary>The UTF-8 bytes a token appends in the middle of a text, perhaps part of a character; empty for special tokens.</summary>
    public ReadOnlyMemory<byte> BytesOf(int id) => throw new NotSupportedException();
}
