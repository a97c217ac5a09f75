using Audit.Merkle;

namespace Audit.Verification;

/// <summary>Computes an audit path in one pass over the leaves, with one frontier for each range of the path.</summary>
internal sealed class ProofBuilder
{
    private readonly IReadOnlyList<LeafRange> path;
    private readonly Dictionary<LeafRange, MerkleFrontier> roots;
    private readonly Queue<LeafRange> ahead;

    public ProofBuilder(long index, long size)
    {
        path = InclusionProof.Ranges(index, size);
        roots = path.ToDictionary(range => range, _ => new MerkleFrontier());
        ahead = new Queue<LeafRange>(path.OrderBy(range => range.Start));
    }

    /// <summary>Takes the next leaf of the log.</summary>
    public void Add(long index, Sha256Digest leaf)
    {
        while (ahead.TryPeek(out LeafRange done) && done.End <= index)
            ahead.Dequeue();
        if (ahead.TryPeek(out LeafRange range) && range.Start <= index)
            roots[range].Append(leaf);
    }

    public IReadOnlyList<Sha256Digest> Path() => [.. path.Select(range => roots[range].Root())];
}
