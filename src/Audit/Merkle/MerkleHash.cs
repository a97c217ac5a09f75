using System.Security.Cryptography;

namespace Audit.Merkle;

/// <summary>The three hashes of RFC 9162 section 2.1.1. The prefixes keep a leaf from ever passing for a node.</summary>
public static class MerkleHash
{
    internal const byte LeafPrefix = 0x00;
    private const byte NodePrefix = 0x01;

    /// <summary>Hash of the tree without entries: SHA-256 of nothing.</summary>
    public static Sha256Digest Empty { get; } = Sha256Digest.Of([]);

    /// <summary>SHA-256(0x00 || entry).</summary>
    public static Sha256Digest Leaf(ReadOnlySpan<byte> entry)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> digest = stackalloc byte[Sha256Digest.Size];
        hash.AppendData([LeafPrefix]);
        hash.AppendData(entry);
        hash.GetHashAndReset(digest);
        return new Sha256Digest(digest);
    }

    /// <summary>SHA-256(0x01 || left || right).</summary>
    public static Sha256Digest Node(Sha256Digest left, Sha256Digest right)
    {
        Span<byte> input = stackalloc byte[1 + 2 * Sha256Digest.Size];
        input[0] = NodePrefix;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + Sha256Digest.Size)..]);
        return Sha256Digest.Of(input);
    }

    /// <summary>The leaf hash of an entry that lies right behind a spare byte, in one call and without a copy; the spare byte is overwritten.</summary>
    internal static Sha256Digest LeafInPlace(Span<byte> spareByteAndEntry)
    {
        spareByteAndEntry[0] = LeafPrefix;
        return Sha256Digest.Of(spareByteAndEntry);
    }
}
