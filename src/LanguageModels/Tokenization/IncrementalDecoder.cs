namespace LanguageModels.Tokenization;

/// <summary>Decodes a stream of ids. Never gives half a character. For one stream; not thread-safe.</summary>
public sealed class IncrementalDecoder
{
    /// <summary>Starts a text.</summary>
    public IncrementalDecoder(Tokenizer tokenizer, bool skipSpecialTokens) => throw new NotSupportedException(tokenizer + skipSpecialTokens.ToString());

    /// <summary>Takes the next id; the text that is now certain, often empty.</summary>
    public string Append(int id) => throw new NotSupportedException();

    /// <summary>Ends the text: what was held back. The decoder then starts a new text.</summary>
    public string Flush() => throw new NotSupportedException();
}
