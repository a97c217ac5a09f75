namespace LanguageModels.Tokenization.Models;

/// <summary>The part of a tokenizer that knows the vocabulary: turns one word into tokens. Thread-safe.</summary>
internal abstract class TokenModel
{
    private readonly WordCache _cache = new();

    /// <summary>Adds the tokens of a word; positions count its points.</summary>
    internal void Encode(ReadOnlySpan<int> word, TokenSink sink)
    {
        if (word.Length > WordCache.LongestWord)
        {
            EncodeWord(word, sink);
        }
        else if (!_cache.TryAdd(word, sink))
        {
            var from = sink.Count;
            EncodeWord(word, sink);
            _cache.Remember(word, sink, from);
        }
    }

    /// <summary>Does the work, without cache.</summary>
    protected abstract void EncodeWord(ReadOnlySpan<int> word, TokenSink sink);
}
