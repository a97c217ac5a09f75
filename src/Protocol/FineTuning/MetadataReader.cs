using System.Text.Json;

namespace Protocol.FineTuning;

/// <summary>Reads the client's notes on an object: at most 16, names of at most 64 characters, values of at most 512 (OpenAI's Metadata schema).</summary>
internal static class MetadataReader
{
    private const int MostNotes = 16, LongestName = 64, LongestValue = 512;

    public static IReadOnlyDictionary<string, string> Read(RequestMembers members)
    {
        var notes = new Dictionary<string, string>(StringComparer.Ordinal);
        if (members.Find("metadata") is not { } metadata)
        {
            return notes;
        }

        if (metadata.ValueKind != JsonValueKind.Object)
        {
            throw members.Wrong("metadata", "expected an object of texts");
        }

        foreach (var note in metadata.EnumerateObject())
        {
            var isNote = note.Value.ValueKind == JsonValueKind.String && note.Value.GetString() is { Length: <= LongestValue } && note.Name.Length is > 0 and <= LongestName;
            if (!isNote || notes.Count == MostNotes)
            {
                throw members.Wrong("metadata", $"expected at most {MostNotes} texts of at most {LongestValue} characters, with names of 1 to {LongestName}");
            }

            notes[note.Name] = note.Value.GetString()!; // It was checked to be a text.
        }

        return notes;
    }
}
