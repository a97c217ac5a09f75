using Audit.Records;

namespace Audit.Files;

/// <summary>The payload of a content frame: <c>16 bytes record id | 1 byte kind | content</c>.</summary>
internal static class ContentFrame
{
    public const int KeySize = AuditId.ByteLength + 1;

    /// <summary>Frame header and key together.</summary>
    public const int PrefixSize = Frame.HeaderSize + KeySize;

    public static void WriteKey(Span<byte> key, AuditId id, ContentKind kind)
    {
        id.CopyTo(key);
        key[AuditId.ByteLength] = (byte)kind;
    }

    /// <summary>Fills everything that goes in front of <paramref name="content"/>.</summary>
    public static void WritePrefix(Span<byte> prefix, AuditId id, ContentKind kind, ReadOnlySpan<byte> content)
    {
        Span<byte> key = prefix[Frame.HeaderSize..PrefixSize];
        WriteKey(key, id, kind);
        Frame.WriteHeader(prefix, KeySize + content.Length, Frame.Checksum(key, content));
    }
}
