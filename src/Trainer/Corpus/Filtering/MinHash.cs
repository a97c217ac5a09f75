namespace Trainer.Corpus.Filtering;

/// <summary>
/// Signatures whose agreement estimates the Jaccard similarity of two texts' word 5-grams (Broder 1997). The standard error with
/// 128 functions is at most 0.044.
/// </summary>
internal static class MinHash
{
    /// <summary>Hash functions of a signature.</summary>
    public const int Functions = 128;

    private const int ShingleWords = 5;

    /// <summary>The least value of each function over all 5-grams of words; a shorter text is one gram.</summary>
    public static ulong[] Signature(string text)
    {
        var signature = new ulong[Functions];
        Array.Fill(signature, ulong.MaxValue);
        foreach (var shingle in Shingles(text))
        {
            for (var i = 0; i < Functions; i++)
            {
                signature[i] = Math.Min(signature[i], Mix(shingle + ((ulong)(i + 1) * 0x9E3779B97F4A7C15UL)));
            }
        }

        return signature;
    }

    /// <summary>Share of the functions on which two signatures agree.</summary>
    public static double Similarity(ulong[] left, ulong[] right) => left.Zip(right).Count(pair => pair.First == pair.Second) / (double)Functions;

    /// <summary>Hashes of the 5-grams of lower-case words, each once.</summary>
    public static HashSet<ulong> Shingles(string text)
    {
        var words = text.ToLowerInvariant().Split([' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries);
        var count = Math.Max(1, words.Length - ShingleWords + 1);
        return [.. Enumerable.Range(0, count).Select(from => Hash(words.AsSpan(from, Math.Min(ShingleWords, words.Length - from))))];
    }

    private static ulong Hash(ReadOnlySpan<string> words)
    {
        var hash = 14695981039346656037UL; // FNV-1a, 64 bits
        foreach (var word in words)
        {
            foreach (var character in word)
            {
                hash = (hash ^ character) * 1099511628211UL;
            }

            hash = (hash ^ ' ') * 1099511628211UL;
        }

        return hash;
    }

    /// <summary>The finaliser of SplitMix64 (Steele, Lea and Flood 2014): a bijection that looks random.</summary>
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
