namespace Experts.Memory;

/// <summary>
/// What an expert remembers: questions and the notes that answer them, searched by the likeness of the questions. An immutable
/// snapshot; safe for any number of threads. Equal content has an equal <see cref="Version"/>.
/// </summary>
/// <remarks>
/// Exact: every wording is compared (cosine of TF-IDF over character 3- to 5-grams of its words). A scan touches each word of
/// each wording once, because a word's part in the product is the same in all wordings.
/// </remarks>
public sealed class NoteMemory
{
    private const int MostRecalled = 100;

    private readonly CharacterKey _characters;

    internal NoteMemory(MemoryContent content, string version, NoteVectors? vectors)
    {
        (Content, Version, Vectors) = (content, version, vectors);
        _characters = new CharacterKey(content);
    }

    /// <summary>SHA-256 of the stored content; 64 lower-case hexadecimal digits.</summary>
    public string Version { get; }

    /// <summary>Number of notes.</summary>
    public int Notes => Content.Notes.Count;

    /// <summary>Number of wordings of all notes.</summary>
    public int Wordings => Content.Wordings.Count;

    /// <summary>The embedding model by whose vectors it can be searched too; null for none.</summary>
    public string? MeaningModel => Vectors?.Model;

    /// <summary>Everything that is remembered, in the stored order.</summary>
    public IEnumerable<MemoryNote> All => Enumerable.Range(0, Notes).Select(Content.NoteAt);

    internal MemoryContent Content { get; }

    internal NoteVectors? Vectors { get; }

    /// <summary>Opens the memory that the folder's pointer names; an empty one when nothing was ever written there.</summary>
    /// <exception cref="InvalidDataException">A file is damaged, or larger than <see cref="MemoryLimits"/>; the message says which and what to do.</exception>
    public static NoteMemory Open(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        return MemoryFolder.Open(folder);
    }

    /// <summary>The notes whose questions are most like this one by characters, best first, each note once.</summary>
    /// <param name="question">As it was asked; it is normalised here.</param>
    /// <param name="count">Most notes, 1 to 100.</param>
    public IReadOnlyList<RecalledNote> Recall(string question, int count)
    {
        ArgumentNullException.ThrowIfNull(question);
        return Collect(_characters.Scan(question), count);
    }

    /// <summary>The notes whose questions mean most nearly the same, by vectors alone.</summary>
    /// <param name="vector">The question's vector by <see cref="MeaningModel"/>, of length 1.</param>
    /// <param name="count">Most notes, 1 to 100.</param>
    /// <exception cref="ArgumentException">The vector has another dimension than those of the memory, or the memory has none.</exception>
    public IReadOnlyList<RecalledNote> RecallByMeaning(ReadOnlySpan<float> vector, int count) => Collect(Meaning(vector), count);

    /// <summary>By both keys: the mean of the two cosines.</summary>
    /// <param name="question">As it was asked.</param>
    /// <param name="vector">Its vector by <see cref="MeaningModel"/>, of length 1.</param>
    /// <param name="count">Most notes, 1 to 100.</param>
    /// <exception cref="ArgumentException">The vector has another dimension than those of the memory, or the memory has none.</exception>
    public IReadOnlyList<RecalledNote> Recall(string question, ReadOnlySpan<float> vector, int count)
    {
        ArgumentNullException.ThrowIfNull(question);
        return Collect(_characters.Scan(question).MeanWith(Meaning(vector)), count);
    }

    private NoteScores Meaning(ReadOnlySpan<float> vector)
    {
        if (Vectors is null || vector.Length != Vectors.Dimensions)
        {
            throw new ArgumentException(
                $"The memory has {(Vectors is null ? "no vectors" : $"vectors of {Vectors.Dimensions} numbers by '{Vectors.Model}'")}; the question's has {vector.Length}.", nameof(vector));
        }

        return Vectors.Scan(vector, Content);
    }

    private List<RecalledNote> Collect(NoteScores scores, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MostRecalled);
        return scores.Best(count).ConvertAll(note => new RecalledNote(
            Content.Notes[note].Group, Content.Notes[note].Note, Content.TextOf(scores.WordingOf(note)), Math.Min(1, scores.ScoreOf(note)), Content.Notes[note].Sources));
    }
}
