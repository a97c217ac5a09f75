namespace Retrieval.Chunking;

/// <summary>How large chunks are, and how much of one the next repeats.</summary>
public sealed record ChunkSize
{
    /// <summary>Words of English text for a token of OpenAI's tokenizers; their own rule of thumb.</summary>
    private const double WordsPerToken = 0.75;

    /// <summary>Characters of a word with its blank, with room for languages of long words.</summary>
    private const int CharactersPerWord = 12;

    private ChunkSize(int words, int overlapWords, int characters, int overlapCharacters) =>
        (Words, OverlapWords, Characters, OverlapCharacters) = (words, overlapWords, characters, overlapCharacters);

    /// <summary>About 160 words; a sentence of a paragraph that goes on is repeated.</summary>
    public static ChunkSize Usual { get; } = new(160, 40, Chunker.MaxCharacters, 800) { IsUsual = true };

    /// <summary>Most words.</summary>
    public int Words { get; }

    /// <summary>Most words that the next chunk repeats.</summary>
    public int OverlapWords { get; }

    /// <summary>Most characters, whatever the words are.</summary>
    public int Characters { get; }

    internal int OverlapCharacters { get; }

    private bool IsUsual { get; init; }

    /// <summary>At most so many words, 20 to 4,096; otherwise as <see cref="Usual"/>.</summary>
    public static ChunkSize OfWords(int words)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(words, 20);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(words, 4096);
        return new ChunkSize(words, Usual.OverlapWords, Usual.Characters, Usual.OverlapCharacters) { IsUsual = true };
    }

    /// <summary>The sizes of OpenAI's static chunking strategy: 100 to 4,096 tokens, of which at most half are repeated.</summary>
    public static ChunkSize OfTokens(int tokens, int overlapTokens)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tokens, 100);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tokens, 4096);
        ArgumentOutOfRangeException.ThrowIfNegative(overlapTokens);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(overlapTokens, tokens / 2);
        var (words, overlap) = ((int)(tokens * WordsPerToken), (int)(overlapTokens * WordsPerToken));
        return new ChunkSize(words, overlap, words * CharactersPerWord, overlap * CharactersPerWord);
    }

    /// <summary>Whether a unit may be repeated before the next one: usually one, and only of the paragraph that goes on.</summary>
    internal bool MayRepeat(Chunker.Unit unit, Chunker.Unit next, int repeated) =>
        !IsUsual || (repeated == 0 && unit.Block == next.Block && unit.Span.Length <= Chunker.MaxOverlapCharacters);
}
