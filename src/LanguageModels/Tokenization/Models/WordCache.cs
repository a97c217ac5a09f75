namespace LanguageModels.Tokenization.Models;

/// <summary>
/// The tokens of words seen lately. One entry a slot, the last word wins, so the size is bounded; entries never change once
/// they are visible, so readers need no lock. Texts repeat their words: on English text nine of ten words are found here.
/// </summary>
internal sealed class WordCache
{
    /// <summary>In points. Longer words are rare and seldom repeat.</summary>
    internal const int LongestWord = 24;

    private const int MostTokens = 32;
    private const int Bits = 15;

    private readonly Entry?[] _slots = new Entry?[1 << Bits];

    internal bool TryAdd(ReadOnlySpan<int> word, TokenSink sink)
    {
        var entry = Volatile.Read(ref _slots[SlotOf(word)]);
        if (entry is null || !word.SequenceEqual(entry.Data.AsSpan(0, entry.WordLength)))
        {
            return false;
        }

        var tokens = entry.Data.AsSpan(entry.WordLength);
        var count = tokens.Length / 3;
        sink.Add(tokens[..count], tokens.Slice(count, count), tokens[(2 * count)..]);
        return true;
    }

    internal void Remember(ReadOnlySpan<int> word, TokenSink sink, int from)
    {
        var count = sink.Count - from;
        if (count > MostTokens)
        {
            return;
        }

        var data = new int[word.Length + (3 * count)];
        word.CopyTo(data);
        sink.Ids[from..].CopyTo(data.AsSpan(word.Length));
        sink.Starts[from..].CopyTo(data.AsSpan(word.Length + count));
        sink.Ends[from..].CopyTo(data.AsSpan(word.Length + (2 * count)));
        Volatile.Write(ref _slots[SlotOf(word)], new Entry(data, word.Length));
    }

    private static int SlotOf(ReadOnlySpan<int> word)
    {
        var hash = (ulong)word.Length;
        foreach (var point in word)
        {
            hash = (hash ^ (uint)point) * 0x9E3779B97F4A7C15;
            hash ^= hash >> 29;
        }

        return (int)((hash * 0x9E3779B97F4A7C15) >> (64 - Bits));
    }

    /// <summary>The word's points, then ids, starts and ends of its tokens, in one array.</summary>
    private sealed record Entry(int[] Data, int WordLength);
}
