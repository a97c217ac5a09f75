using System.Buffers.Binary;
using System.Text.Json.Serialization;

namespace Audit.Records;

/// <summary>
/// The name of one record: a UUID version 7 (RFC 9562 section 5.7), written <c>aud_</c> and 32 lower-case hexadecimal
/// digits. Its first 48 bits are the time of creation, which is how a reader finds the segment without an index.
/// </summary>
[JsonConverter(typeof(AuditIdJsonConverter))]
public readonly record struct AuditId
{
    /// <summary>Characters in the text form.</summary>
    public const int TextLength = 36;

    internal const int ByteLength = 16;
    private const string Prefix = "aud_";
    private readonly Guid value;

    private AuditId(Guid value) => this.value = value;

    /// <summary>Makes a fresh id that carries the present time of <paramref name="time"/>. Safe from any thread.</summary>
    public static AuditId New(TimeProvider time) => new(Guid.CreateVersion7(time.GetUtcNow()));

    /// <summary>When the id was made, to the millisecond.</summary>
    public DateTimeOffset Time
    {
        get
        {
            Span<byte> bytes = stackalloc byte[ByteLength];
            CopyTo(bytes);
            return DateTimeOffset.FromUnixTimeMilliseconds((long)(BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 16));
        }
    }

    /// <summary>Reads the text form; false for anything that <see cref="ToString"/> could not have written.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out AuditId id)
    {
        id = default;
        if (text.Length != TextLength || !text.StartsWith(Prefix) || text.ContainsAnyInRange('A', 'F'))
            return false;
        if (!Guid.TryParseExact(text[Prefix.Length..], "N", out Guid value) || value.Version != 7)
            return false;
        id = new AuditId(value);
        return true;
    }

    /// <summary>Reads the text form, or throws a <see cref="FormatException"/> that says what was expected.</summary>
    public static AuditId Parse(ReadOnlySpan<char> text) => TryParse(text, out AuditId id)
        ? id
        : throw new FormatException($"Expected an audit id, aud_ and 32 lower-case hexadecimal digits of a version 7 UUID, found {text.Length} other characters.");

    /// <inheritdoc/>
    public override string ToString() => string.Create(TextLength, value, static (text, value) =>
    {
        Prefix.CopyTo(text);
        value.TryFormat(text[Prefix.Length..], out _, "N");
    });

    internal static AuditId FromBytes(ReadOnlySpan<byte> bytes) => new(new Guid(bytes[..ByteLength], bigEndian: true));

    internal void CopyTo(Span<byte> destination) => value.TryWriteBytes(destination, bigEndian: true, out _);

    internal void WriteText(Span<byte> utf8)
    {
        "aud_"u8.CopyTo(utf8);
        value.TryFormat(utf8[Prefix.Length..], out _, "N");
    }
}
