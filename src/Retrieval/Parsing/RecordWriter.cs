using System.Text.Json;

namespace Retrieval.Parsing;

/// <summary>Writes records of JSON as text.</summary>
internal sealed class RecordWriter(TextBuilder builder)
{
    /// <summary>A member with more characters, or with line breaks, is prose and no field.</summary>
    private const int LongestField = 160;

    private const int HeadingLevel = 2;

    private static readonly string[] TitleMembers = ["title", "name", "heading", "question", "subject"];

    private int _records;

    /// <exception cref="DocumentFormatException">There are too many records, or one holds no text.</exception>
    public void Write(JsonElement record)
    {
        if (++_records > ParsingLimits.MaxRecords)
        {
            throw new DocumentFormatException($"expected at most {ParsingLimits.MaxRecords} records, found more; split the file.");
        }

        try
        {
            Append(record);
        }
        catch (InvalidOperationException)
        {
            throw new DocumentFormatException($"record {_records} holds an escaped half of a surrogate pair; write the character whole.");
        }
    }

    public ParsedDocument Build(FrontMatter facts, string fileName) => builder.Build(facts, facts.Title ?? fileName);

    private void Append(JsonElement record)
    {
        if (record.ValueKind != JsonValueKind.Object)
        {
            builder.Add(BlockKind.ListItem, string.Join("; ", Fields("", record).Select(field => field.Value)));
            return;
        }

        if (Title(record) is { } title)
        {
            builder.Heading(HeadingLevel, title);
        }

        var fields = Fields("", record).ToList();
        builder.Add(BlockKind.TableRow, string.Join("; ", fields.Where(field => !IsProse(field.Value)).Select(field => $"{field.Name}: {field.Value}")));
        foreach (var (_, prose) in fields.Where(field => IsProse(field.Value)))
        {
            foreach (var paragraph in prose.ReplaceLineEndings("\n").Split("\n\n"))
            {
                builder.Add(BlockKind.Paragraph, paragraph);
            }
        }
    }

    private static bool IsProse(string value) => value.Length > LongestField || value.Contains('\n');

    private static string? Title(JsonElement record) => TitleMembers
        .Select(name => record.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null)
        .FirstOrDefault(title => !string.IsNullOrWhiteSpace(title));

    /// <summary>Every value with the way to it: <c>address.city: Lowick</c>; values of a list share one name.</summary>
    private static IEnumerable<(string Name, string Value)> Fields(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Fields(name.Length == 0 ? member.Name : $"{name}.{member.Name}", member.Value)),
        JsonValueKind.Array when value.EnumerateArray().All(IsPlain) => Plain(name, string.Join(", ", value.EnumerateArray().Select(Text).Where(text => text.Length > 0))),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(item => Fields(name, item)),
        _ => Plain(name, Text(value)),
    };

    private static bool IsPlain(JsonElement value) => value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array);

    private static IEnumerable<(string Name, string Value)> Plain(string name, string text) => text.Length == 0 ? [] : [(name, text)];

    /// <summary>Numbers as they are written, texts without quotes; null is nothing.</summary>
    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.Trim(), // A string is never null.
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        _ => value.GetRawText(),
    };
}
