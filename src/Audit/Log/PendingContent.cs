using Audit.Files;
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
        ContentDigest digest = given ?? ContentDigest.Of(bytes.Span);
        if (maxBytes == 0)
            return digest;

        kept = bytes[..Math.Min(bytes.Length, maxBytes)];
        ContentFrame.WritePrefix(prefix, id, kind, kept.Span);
        return kept.Length == digest.Size
            ? digest with { Stored = kept.Length }
            : digest with { Stored = kept.Length, StoredSha256 = Merkle.Sha256Digest.Of(kept.Span) };
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
