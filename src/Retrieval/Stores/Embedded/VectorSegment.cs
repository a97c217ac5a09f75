using Retrieval.Vectors;

namespace Retrieval.Stores.Embedded;

/// <summary>
/// Coded vectors of some documents, one after another. The vectors of a document are a run: its own first, then its chunks'. Runs are in order
/// of document. Immutable: a change makes a new segment.
/// </summary>
internal sealed class VectorSegment
{
    /// <summary>Vectors of a full segment. What is copied when one document of it changes: 6 MB at 384 dimensions, about a millisecond.</summary>
    public const int Full = 16_384;

    private readonly sbyte[] _codes;
    private readonly float[] _steps;

    public VectorSegment(int stride, IReadOnlyList<VectorRun> runs)
    {
        Stride = stride;
        Documents = [.. runs.Select(run => run.Document)];
        Starts = new int[runs.Count + 1];
        for (var at = 0; at < runs.Count; at++)
        {
            Starts[at + 1] = Starts[at] + runs[at].Count;
        }

        _codes = GC.AllocateUninitializedArray<sbyte>(Count * stride);
        _steps = GC.AllocateUninitializedArray<float>(Count);
        for (var at = 0; at < runs.Count; at++)
        {
            runs[at].CopyTo(_codes.AsSpan(Starts[at] * stride), _steps.AsSpan(Starts[at]), stride);
        }
    }

    /// <summary>Bytes from one vector to the next.</summary>
    public int Stride { get; }

    /// <summary>Numbers of the documents, rising.</summary>
    public long[] Documents { get; }

    /// <summary>First vector of each run, and the end of the last.</summary>
    public int[] Starts { get; }

    /// <summary>Number of vectors.</summary>
    public int Count => Starts[^1];

    /// <summary>What each vector's codes are multiples of.</summary>
    public ReadOnlySpan<float> Steps => _steps;

    /// <summary>Inner products of the codes from one vector to another with a query's.</summary>
    public void Products(ReadOnlySpan<short> query, int from, int to, Span<int> products) =>
        CodeScan.Products(query, _codes.AsSpan(from * Stride, (to - from) * Stride), products[..(to - from)]);

    /// <summary>The run of a document, by its place.</summary>
    public VectorRun Run(int at) => new(Documents[at], _codes.AsMemory(Starts[at] * Stride, (Starts[at + 1] - Starts[at]) * Stride), _steps.AsMemory(Starts[at], Starts[at + 1] - Starts[at]));
}
