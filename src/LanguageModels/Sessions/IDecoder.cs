namespace LanguageModels.Sessions;

/// <summary>
/// One decoder with a cache of keys and values for a fixed number of sequences: the boundary to the native library. Not thread-safe:
/// one thread owns it.
/// </summary>
public interface IDecoder : IDisposable
{
    /// <summary>Number of places for sequences.</summary>
    int Slots { get; }

    /// <summary>Most positions of one sequence.</summary>
    int MaxLength { get; }

    /// <summary>Most tokens of one <see cref="Prefill"/>.</summary>
    int MaxChunk { get; }

    /// <summary>Number of logits at each place.</summary>
    int VocabularySize { get; }

    /// <summary>Whether <see cref="Score"/> works: a graph of the folder gives the logits of every position, not only of the last one.</summary>
    bool ScoresAllPositions { get; }

    /// <summary>Bytes of keys and values at one position.</summary>
    long PositionBytes { get; }

    /// <summary>Extends the sequence of one slot, which holds <paramref name="past"/> positions, by <paramref name="tokens"/>; row 0 holds the logits after the last one.</summary>
    /// <param name="slot">Its place.</param>
    /// <param name="tokens">At most <see cref="MaxChunk"/>.</param>
    /// <param name="past">Positions that it holds.</param>
    /// <param name="adapter">A loaded adapter; 0 is the base model.</param>
    void Prefill(int slot, ReadOnlySpan<int> tokens, int past, int adapter = 0);

    /// <summary>The same, with the logits after each token in rows 0 to n-1; only where <see cref="ScoresAllPositions"/>.</summary>
    void Score(int slot, ReadOnlySpan<int> tokens, int past, int adapter = 0);

    /// <summary>Extends the sequences of slots 0 to n-1 by one token each; row i holds the logits of slot i.</summary>
    /// <param name="tokens">One a slot.</param>
    /// <param name="pasts">Positions that each holds.</param>
    /// <param name="adapters">The adapter of each; empty for the base model everywhere.</param>
    void Decode(ReadOnlySpan<int> tokens, ReadOnlySpan<int> pasts, ReadOnlySpan<int> adapters = default);

    /// <summary>Logits of one row of the last run; valid, and free to be changed, until the next one.</summary>
    Span<float> Logits(int row);

    /// <summary>Copies the first <paramref name="positions"/> positions of a slot to another.</summary>
    void Copy(int from, int to, int positions);

    /// <summary>Writes keys and values of some positions of a slot to memory of the caller (<see cref="PositionBytes"/> each).</summary>
    void Save(int slot, int position, int count, Span<byte> destination);

    /// <summary>Puts back what <see cref="Save"/> wrote, at the same positions of any slot.</summary>
    void Restore(int slot, int position, int count, ReadOnlySpan<byte> source);

    /// <summary>Loads an adapter between two runs; returns its number, over 0.</summary>
    /// <exception cref="ModelFolderException">It does not fit the model.</exception>
    /// <exception cref="InvalidOperationException">As many as are allowed are loaded.</exception>
    int Load(LoraWeights adapter);

    /// <summary>Forgets an adapter, whose number the next one may get.</summary>
    void Unload(int adapter);

    /// <summary>Gives the memory of all slots back; they hold nothing any more. For times without a request.</summary>
    void LetGo();
}
