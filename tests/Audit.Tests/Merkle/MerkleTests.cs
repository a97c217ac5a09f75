using Audit.Merkle;
using Xunit;

namespace Audit.Tests.Merkle;

public sealed class MerkleTests
{
    private const int LargestTree = 70;

    private static readonly Sha256Digest[] Leaves =
        [.. Enumerable.Range(0, LargestTree).Select(i => MerkleHash.Leaf(BitConverter.GetBytes(i * 2654435761L)))];

    /// <summary>The test vectors of the certificate-transparency reference implementation (merkletree tests, after RFC 6962).</summary>
    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")]
    [InlineData(6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef")]
    [InlineData(7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void Tree_hashes_are_those_of_the_published_test_vectors(int size, string root)
    {
        string[] entries =
            ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
        MerkleFrontier frontier = new();
        foreach (string entry in entries.Take(size))
            frontier.Append(MerkleHash.Leaf(Convert.FromHexString(entry)));
        Assert.Equal(root, frontier.Root().ToString());
    }

    [Fact]
    public void A_frontier_has_the_root_of_the_recursive_definition_at_every_size()
    {
        MerkleFrontier frontier = new();
        for (int size = 0; size < LargestTree; size++)
        {
            Assert.Equal(NaiveMerkleTree.Root(Leaves.AsSpan(0, size)), frontier.Root());
            frontier.Append(Leaves[size]);
        }
    }

    [Fact]
    public void A_restored_frontier_goes_on_like_the_original()
    {
        MerkleFrontier original = new();
        foreach (Sha256Digest leaf in Leaves.AsSpan(0, 37))
            original.Append(leaf);
        MerkleFrontier restored = MerkleFrontier.Restore(original.Size, original.Roots);
        original.Append(Leaves[37]);
        restored.Append(Leaves[37]);
        Assert.Equal(original.Root(), restored.Root());
        Assert.Throws<ArgumentException>(() => MerkleFrontier.Restore(3, original.Roots[..1]));
    }

    [Fact]
    public void Audit_paths_are_those_of_the_recursive_definition_and_verify()
    {
        for (int size = 1; size < LargestTree; size++)
        {
            Sha256Digest root = NaiveMerkleTree.Root(Leaves.AsSpan(0, size));
            for (int index = 0; index < size; index++)
            {
                List<Sha256Digest> path = Roots(InclusionProof.Ranges(index, size));
                Assert.Equal(NaiveMerkleTree.Path(index, Leaves.AsSpan(0, size)), path);
                Assert.True(InclusionProof.Verify(Leaves[index], index, size, path, root));
            }
        }
    }

    [Fact]
    public void A_changed_leaf_index_size_or_path_is_refused()
    {
        const int size = 13;
        Sha256Digest root = NaiveMerkleTree.Root(Leaves.AsSpan(0, size));
        for (int index = 0; index < size; index++)
        {
            List<Sha256Digest> path = Roots(InclusionProof.Ranges(index, size));
            Assert.False(InclusionProof.Verify(Leaves[size], index, size, path, root));
            Assert.False(InclusionProof.Verify(Leaves[index], (index + 1) % size, size, path, root));
            Assert.False(InclusionProof.Verify(Leaves[index], index, size, [.. path, root], root));
            Assert.False(InclusionProof.Verify(Leaves[index], index, size, path[..^1], root));
            for (int i = 0; i < path.Count; i++)
                Assert.False(InclusionProof.Verify(Leaves[index], index, size, [.. path[..i], root, .. path[(i + 1)..]], root));
        }
    }

    [Fact]
    public void Consistency_proofs_are_those_of_the_recursive_definition_and_verify()
    {
        for (int newSize = 1; newSize < LargestTree; newSize++)
        {
            Sha256Digest newRoot = NaiveMerkleTree.Root(Leaves.AsSpan(0, newSize));
            for (int oldSize = 1; oldSize <= newSize; oldSize++)
            {
                Sha256Digest oldRoot = NaiveMerkleTree.Root(Leaves.AsSpan(0, oldSize));
                List<Sha256Digest> proof = Roots(ConsistencyProof.Ranges(oldSize, newSize));
                Assert.Equal(NaiveMerkleTree.Proof(oldSize, Leaves.AsSpan(0, newSize)), proof);
                Assert.True(ConsistencyProof.Verify(oldSize, oldRoot, newSize, newRoot, proof));
            }
        }
    }

    [Fact]
    public void A_rewritten_beginning_has_no_consistency_proof()
    {
        for (int oldSize = 1; oldSize < 21; oldSize++)
        {
            Sha256Digest[] rewritten = [.. Leaves[..oldSize]];
            rewritten[oldSize / 2] = MerkleHash.Empty;
            Sha256Digest newRoot = NaiveMerkleTree.Root(Leaves.AsSpan(0, 21));
            List<Sha256Digest> proof = Roots(ConsistencyProof.Ranges(oldSize, 21));
            Assert.False(ConsistencyProof.Verify(oldSize, NaiveMerkleTree.Root(rewritten), 21, newRoot, proof));
            Assert.False(ConsistencyProof.Verify(oldSize, NaiveMerkleTree.Root(Leaves.AsSpan(0, oldSize)), 21, newRoot, proof[..^1]));
            Assert.False(ConsistencyProof.Verify(oldSize, NaiveMerkleTree.Root(Leaves.AsSpan(0, oldSize)), 21, newRoot, [.. proof, newRoot]));
        }
    }

    private static List<Sha256Digest> Roots(IReadOnlyList<LeafRange> ranges)
        => [.. ranges.Select(range => NaiveMerkleTree.Root(Leaves.AsSpan((int)range.Start, (int)range.Length)))];
}
