using System.Numerics;

namespace Audit.Merkle;

/// <summary>
/// The roots of the complete subtrees along the right edge of a Merkle tree (its compact range from 0): all that is needed
/// to append and to know the root. At most 63 hashes, one for each bit set in the size, largest subtree first.
/// Not safe for concurrent use.
/// </summary>
public sealed class MerkleFrontier
{
    private readonly Sha256Digest[] roots = new Sha256Digest[64];
    private int count;

    /// <summary>Leaves appended so far.</summary>
    public long Size { get; private set; }

    /// <summary>The subtree roots, largest first; valid until the next append.</summary>
    public ReadOnlySpan<Sha256Digest> Roots => roots.AsSpan(0, count);

    /// <summary>Restores a frontier from what <see cref="Size"/> and <see cref="Roots"/> said.</summary>
    /// <exception cref="ArgumentException">The number of roots does not fit the size.</exception>
    public static MerkleFrontier Restore(long size, ReadOnlySpan<Sha256Digest> roots)
    {
        if (size < 0 || BitOperations.PopCount((ulong)size) != roots.Length)
            throw new ArgumentException($"A tree of {size} leaves has one root for each bit set in its size, found {roots.Length} roots.", nameof(roots));
        MerkleFrontier frontier = new() { Size = size, count = roots.Length };
        roots.CopyTo(frontier.roots);
        return frontier;
    }

    /// <summary>Appends a leaf: one node hash on average.</summary>
    public void Append(Sha256Digest leaf)
    {
        Sha256Digest root = leaf;
        for (long bits = Size; (bits & 1) == 1; bits >>= 1)
            root = MerkleHash.Node(roots[--count], root);
        roots[count++] = root;
        Size++;
    }

    /// <summary>The tree hash MTH of RFC 9162 section 2.1.1.</summary>
    public Sha256Digest Root()
    {
        if (count == 0)
            return MerkleHash.Empty;
        Sha256Digest root = roots[count - 1];
        for (int i = count - 2; i >= 0; i--)
            root = MerkleHash.Node(roots[i], root);
        return root;
    }

    /// <summary>Becomes equal to <paramref name="other"/>.</summary>
    public void CopyFrom(MerkleFrontier other)
    {
        other.Roots.CopyTo(roots);
        count = other.count;
        Size = other.Size;
    }
}
