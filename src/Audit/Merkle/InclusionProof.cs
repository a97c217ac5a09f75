namespace Audit.Merkle;

/// <summary>Audit paths: the proof that a leaf is part of a tree (RFC 9162 section 2.1.3).</summary>
public static class InclusionProof
{
    /// <summary>
    /// The ranges whose tree hashes make up the audit path of leaf <paramref name="index"/> in the tree of
    /// <paramref name="size"/> leaves, in the order of the path. They are disjoint and cover every other leaf once, so one
    /// pass over the log computes them all.
    /// </summary>
    public static IReadOnlyList<LeafRange> Ranges(long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        List<LeafRange> path = [];
        LeafRange range = new(0, size);
        while (range.Length > 1)
        {
            long split = range.Split;
            LeafRange left = new(range.Start, split);
            LeafRange right = new(split, range.End);
            (range, LeafRange sibling) = index < split ? (left, right) : (right, left);
            path.Add(sibling);
        }

        path.Reverse();
        return path;
    }

    /// <summary>Checks an audit path by the algorithm of section 2.1.3.2.</summary>
    public static bool Verify(Sha256Digest leaf, long index, long size, IReadOnlyList<Sha256Digest> path, Sha256Digest root)
    {
        if (index < 0 || index >= size)
            return false;
        long node = index;
        long last = size - 1;
        Sha256Digest hash = leaf;
        foreach (Sha256Digest sibling in path)
        {
            if (last == 0)
                return false;
            bool siblingIsLeft = (node & 1) == 1 || node == last;
            hash = siblingIsLeft ? MerkleHash.Node(sibling, hash) : MerkleHash.Node(hash, sibling);
            while (siblingIsLeft && (node & 1) == 0 && node != 0)
                (node, last) = (node >> 1, last >> 1);
            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && hash == root;
    }
}
