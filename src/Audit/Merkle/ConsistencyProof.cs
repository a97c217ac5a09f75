namespace Audit.Merkle;

/// <summary>The proof that a later tree begins with an earlier one unchanged (RFC 9162 section 2.1.4).</summary>
public static class ConsistencyProof
{
    /// <summary>
    /// The ranges whose tree hashes make up the proof between the trees of <paramref name="oldSize"/> and
    /// <paramref name="newSize"/> leaves, in the order of the proof; empty for equal sizes.
    /// </summary>
    public static IReadOnlyList<LeafRange> Ranges(long oldSize, long newSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(oldSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, newSize);
        List<LeafRange> proof = [];
        LeafRange range = new(0, newSize);
        while (oldSize != range.End)
        {
            long split = range.Split;
            LeafRange left = new(range.Start, split);
            LeafRange right = new(split, range.End);
            (range, LeafRange sibling) = oldSize <= split ? (left, right) : (right, left);
            proof.Add(sibling);
        }

        // The verifier already knows the old root when it is a whole subtree; otherwise it needs the subtree that it ends with.
        if (range.Start != 0)
            proof.Add(range);
        proof.Reverse();
        return proof;
    }

    /// <summary>Checks a consistency proof by the algorithm of section 2.1.4.2.</summary>
    public static bool Verify(long oldSize, Sha256Digest oldRoot, long newSize, Sha256Digest newRoot, IReadOnlyList<Sha256Digest> proof)
    {
        if (oldSize < 1 || oldSize > newSize)
            return false;
        if (oldSize == newSize)
            return proof.Count == 0 && oldRoot == newRoot;

        int next = 0;
        bool oldIsWholeSubtree = (oldSize & (oldSize - 1)) == 0;
        if (!oldIsWholeSubtree && proof.Count == 0)
            return false;
        Sha256Digest oldHash = oldIsWholeSubtree ? oldRoot : proof[next++];
        return Fold(oldSize, newSize, oldHash, proof, next) is var (foundOld, foundNew, whole)
            && whole && foundOld == oldRoot && foundNew == newRoot;
    }

    private static (Sha256Digest Old, Sha256Digest New, bool Whole) Fold(
        long oldSize, long newSize, Sha256Digest start, IReadOnlyList<Sha256Digest> proof, int next)
    {
        long node = oldSize - 1;
        long last = newSize - 1;
        while ((node & 1) == 1)
            (node, last) = (node >> 1, last >> 1);

        Sha256Digest oldHash = start;
        Sha256Digest newHash = start;
        for (; next < proof.Count && last != 0; next++)
        {
            bool siblingIsLeft = (node & 1) == 1 || node == last;
            if (siblingIsLeft)
                (oldHash, newHash) = (MerkleHash.Node(proof[next], oldHash), MerkleHash.Node(proof[next], newHash));
            else
                newHash = MerkleHash.Node(newHash, proof[next]);
            while (siblingIsLeft && (node & 1) == 0 && node != 0)
                (node, last) = (node >> 1, last >> 1);
            (node, last) = (node >> 1, last >> 1);
        }

        return (oldHash, newHash, last == 0 && next == proof.Count);
    }
}
