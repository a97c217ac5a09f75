using Audit.Merkle;

namespace Audit.Records;

/// <summary>
/// What an entry says about content that lies outside the Merkle log: enough to prove it while it is there, and to prove
/// that it was once there after it has been erased.
/// </summary>
public sealed record ContentDigest
{
    /// <summary>Hash of all bytes, whether they were stored or not.</summary>
    public required Sha256Digest Sha256 { get; init; }

    /// <summary>Number of bytes hashed.</summary>
    public required long Size { get; init; }

    /// <summary>False when the sender broke off, so that the bytes hashed are only the beginning; null when that was not at issue.</summary>
    public bool? Complete { get; init; }

    /// <summary>Number of leading bytes kept in the content file; null when none. Set by the log.</summary>
    public long? Stored { get; init; }

    /// <summary>Hash of the kept bytes when they are fewer than <see cref="Size"/>. Set by the log.</summary>
    public Sha256Digest? StoredSha256 { get; init; }

    /// <summary>Describes <paramref name="bytes"/> as a whole.</summary>
    public static ContentDigest Of(ReadOnlySpan<byte> bytes) => new() { Sha256 = Sha256Digest.Of(bytes), Size = bytes.Length };
}
