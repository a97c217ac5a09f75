using Audit.Files;
using Audit.Merkle;
using Audit.Records;

namespace Audit.Log;

/// <summary>Content that goes to disk with an entry: the caller's own memory, and the frame's beginning in front of it.</summary>
internal sealed class PendingContent
{
    private readonly byte[] prefix = new byte[ContentFrame.PrefixSize];
    private ReadOnlyMemory<byte> kept;

    /// <summary>
    /// Takes as much of <paramref name="bytes"/> as may be kept and returns what the entry says about it:
    /// <paramref name="given"/>, or a digest of the bytes where the caller gave none.
    /// </summary>
    public ContentDigest? Take(AuditId id, ContentKind kind, ContentDigest? given, ReadOnlyMemory<byte> bytes, int maxBytes)
    {
        if (bytes.IsEmpty)
            return given;
        kept = bytes[..Math.Min(bytes.Length, maxBytes)];
        if (kept.IsEmpty)
            return given ?? ContentDigest.Of(bytes.Span);
        ContentFrame.WritePrefix(prefix, id, kind, kept.Span);
        return Describe(given, bytes.Span);
    }

    private ContentDigest Describe(ContentDigest? given, ReadOnlySpan<byte> bytes)
    {
        long size = given?.Size ?? bytes.Length;
        return new ContentDigest
        {
            Sha256 = given?.Sha256 ?? Sha256Digest.Of(bytes),
            Size = size,
            Complete = given?.Complete,
            Stored = kept.Length,
            StoredSha256 = kept.Length == size ? null : Sha256Digest.Of(kept.Span),
        };
    }

    public void AppendTo(AppendFile file)
    {
        if (kept.IsEmpty)
            return;
        file.Append(prefix);
        file.Append(kept.Span);
    }

    public void Clear() => kept = default;
}
