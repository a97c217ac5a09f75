using System.Buffers;
using LanguageModels.Tokenization.Texts;

namespace LanguageModels.Tokenization.Models;

/// <summary>WordPiece as BERT uses it: the longest token that begins the word, then the longest that continues it, or unknown.</summary>
/// <param name="vocabulary">All tokens.</param>
/// <param name="prefix">What continuing tokens begin with.</param>
/// <param name="unknown">Id of the unknown token.</param>
/// <param name="longestWord">In points; longer words are unknown.</param>
internal sealed class WordPieceModel(Vocabulary vocabulary, string prefix, int unknown, int longestWord) : TokenModel
{
    private readonly int _longestToken = vocabulary.Entries.Select(entry => entry.Key.Length).DefaultIfEmpty().Max();

    protected override void EncodeWord(ReadOnlySpan<int> word, TokenSink sink)
    {
        if (word.Length > longestWord)
        {
            sink.Add(unknown, 0, word.Length);
            return;
        }

        var rented = ArrayPool<char>.Shared.Rent(prefix.Length + (2 * word.Length));
        try
        {
            EncodeWord(word, rented, sink);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(rented);
        }
    }

    private void EncodeWord(ReadOnlySpan<int> word, Span<char> buffer, TokenSink sink)
    {
        Span<int> tokens = stackalloc int[2 * WordCache.LongestWord];
        if (word.Length > WordCache.LongestWord)
        {
            tokens = new int[2 * word.Length];
        }

        var count = 0;
        for (var start = 0; start < word.Length; start = tokens[(2 * count) - 1])
        {
            var end = LongestFrom(word, start, buffer, out var id);
            if (end < 0)
            {
                sink.Add(unknown, 0, word.Length);
                return;
            }

            (tokens[2 * count], tokens[(2 * count) + 1]) = (id, end);
            count++;
        }

        for (var i = 0; i < count; i++)
        {
            sink.Add(tokens[2 * i], i == 0 ? 0 : tokens[(2 * i) - 1], tokens[(2 * i) + 1]);
        }
    }

    /// <summary>End of the longest token from a point on; -1 for none.</summary>
    private int LongestFrom(ReadOnlySpan<int> word, int start, Span<char> buffer, out int id)
    {
        var lead = start == 0 ? 0 : prefix.Length;
        prefix.AsSpan(0, lead).CopyTo(buffer);
        for (var end = Math.Min(word.Length, start + _longestToken); end > start; end--)
        {
            var units = CodePoints.WriteUtf16(word[start..end], buffer[lead..]);
            id = vocabulary.IdOf(buffer[..(lead + units)]);
            if (id >= 0)
            {
                return end;
            }
        }

        id = -1;
        return -1;
    }
}
