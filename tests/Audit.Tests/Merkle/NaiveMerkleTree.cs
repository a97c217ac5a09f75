using Audit.Merkle;

namespace Audit.Tests.Merkle;

/// <summary>The recursive definitions of RFC 9162 sections 2.1.1, 2.1.3.1 and 2.1.4.1, word for word, as the reference.</summary>
internal static class NaiveMerkleTree
{
    public static Sha256Digest Root(ReadOnlySpan<Sha256Digest> leaves)
    {
        if (leaves.Length == 0)
            return Sha256Digest.Of([]);
        if (leaves.Length == 1)
            return leaves[0];
        int k = LargestPowerOfTwoBelow(leaves.Length);
        return MerkleHash.Node(Root(leaves[..k]), Root(leaves[k..]));
    }

    public static List<Sha256Digest> Path(int m, ReadOnlySpan<Sha256Digest> leaves)
    {
        if (leaves.Length == 1)
            return [];
        int k = LargestPowerOfTwoBelow(leaves.Length);
        return m < k
            ? [.. Path(m, leaves[..k]), Root(leaves[k..])]
            : [.. Path(m - k, leaves[k..]), Root(leaves[..k])];
    }

    public static List<Sha256Digest> Proof(int m, ReadOnlySpan<Sha256Digest> leaves) => SubProof(m, leaves, true);

    private static List<Sha256Digest> SubProof(int m, ReadOnlySpan<Sha256Digest> leaves, bool whole)
    {
        if (m == leaves.Length)
            return whole ? [] : [Root(leaves)];
        int k = LargestPowerOfTwoBelow(leaves.Length);
        return m <= k
            ? [.. SubProof(m, leaves[..k], whole), Root(leaves[k..])]
            : [.. SubProof(m - k, leaves[k..], false), Root(leaves[..k])];
    }

    private static int LargestPowerOfTwoBelow(int n)
    {
        int k = 1;
        while (k * 2 < n)
            k *= 2;
        return k;
    }
}
