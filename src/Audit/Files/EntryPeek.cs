using System.Text.Json;

namespace Audit.Files;

/// <summary>Tells what an entry is from its first bytes: version 1 always writes <c>v</c> first and the part's name second.</summary>
internal static class EntryPeek
{
    public static bool IsOpening(ReadOnlySpan<byte> entry) => PartIs(entry, "opened"u8);

    public static bool IsClosing(ReadOnlySpan<byte> entry) => PartIs(entry, "closed"u8);

    private static bool PartIs(ReadOnlySpan<byte> entry, ReadOnlySpan<byte> name)
    {
        Utf8JsonReader reader = new(entry);
        return reader.Read() && reader.TokenType == JsonTokenType.StartObject
            && reader.Read() && reader.ValueTextEquals("v"u8)
            && reader.Read() && reader.Read() && reader.ValueTextEquals(name);
    }
}
