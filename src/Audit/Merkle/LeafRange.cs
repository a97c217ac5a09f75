using System.Numerics;

namespace Audit.Merkle;

/// <summary>The leaves <paramref name="Start"/> (inclusive) to <paramref name="End"/> (exclusive) of a log; a proof is a list of the tree hashes of such ranges.</summary>
/// <param name="Start">Index of the first leaf.</param>
/// <param name="End">Index after the last leaf.</param>
public readonly record struct LeafRange(long Start, long End)
{
    /// <summary>Number of leaves.</summary>
    public long Length => End - Start;

    /// <summary>Where RFC 9162 divides the range: behind the largest power of two smaller than its length.</summary>
    internal long Split => Start + (1L << (63 - BitOperations.LeadingZeroCount((ulong)(Length - 1))));
}
