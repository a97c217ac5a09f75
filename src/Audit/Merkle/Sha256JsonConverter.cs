using System.Text.Json;
using System.Text.Json.Serialization;

namespace Audit.Merkle;

/// <summary>Writes a digest in hexadecimal without a string in between.</summary>
internal sealed class Sha256JsonConverter : JsonConverter<Sha256Digest>
{
    public override Sha256Digest Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => Sha256Digest.TryParse(reader.GetString(), out Sha256Digest digest)
            ? digest
            : throw new JsonException("Expected a SHA-256 value: 64 lower-case hexadecimal digits.");

    public override void Write(Utf8JsonWriter writer, Sha256Digest value, JsonSerializerOptions options)
    {
        Span<byte> bytes = stackalloc byte[Sha256Digest.Size];
        Span<byte> text = stackalloc byte[2 * Sha256Digest.Size];
        value.CopyTo(bytes);
        Convert.TryToHexStringLower(bytes, text, out _);
        writer.WriteStringValue(text);
    }
}
