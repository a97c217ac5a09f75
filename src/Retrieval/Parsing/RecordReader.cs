using System.Text.Json;

namespace Retrieval.Parsing;

/// <summary>
/// Reads JSON records: an array of objects, an object with one such array, a single object, or an object a line. Each record is a
/// section under its title or name; short members become <c>name: value; name: value</c>, long texts paragraphs of their own.
/// </summary>
internal static class RecordReader
{
    private const int MaxDepth = 64;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <exception cref="DocumentFormatException">No JSON, nested too deep, or too many records.</exception>
    public static ParsedDocument ReadWhole(string text, string fileName)
    {
        using var json = Parse(text, line: null);
        var records = Records(json.RootElement);
        var builder = new TextBuilder();
        var writer = new RecordWriter(builder);
        foreach (var record in records)
        {
            writer.Write(record);
        }

        // Written before: a text that cannot be read was refused there.
        return writer.Build(json.RootElement.ValueKind == JsonValueKind.Object ? Facts(json.RootElement) : FrontMatter.None, fileName);
    }

    /// <exception cref="DocumentFormatException">A line is no JSON, is nested too deep, or there are too many.</exception>
    public static ParsedDocument ReadLines(string text, string fileName)
    {
        var writer = new RecordWriter(new TextBuilder());
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            if (!line.IsWhiteSpace())
            {
                using var json = Parse(line.ToString(), number);
                writer.Write(json.RootElement);
            }
        }

        return writer.Build(FrontMatter.None, fileName);
    }

    /// <summary>An object around the records may state the facts that front matter states elsewhere.</summary>
    private static FrontMatter Facts(JsonElement root) => root.EnumerateObject()
        .Where(member => member.Value.ValueKind == JsonValueKind.String)
        .Aggregate(FrontMatter.None, (facts, member) => facts.With(member.Name, member.Value.GetString() ?? ""));

    private static IEnumerable<JsonElement> Records(JsonElement root) => root.ValueKind switch
    {
        JsonValueKind.Array => root.EnumerateArray(),
        JsonValueKind.Object when Arrays(root) is [var only] => only.EnumerateArray(),
        _ => [root],
    };

    private static List<JsonElement> Arrays(JsonElement root) => [.. root.EnumerateObject()
        .Select(member => member.Value)
        .Where(value => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().FirstOrDefault().ValueKind == JsonValueKind.Object)];

    private static JsonDocument Parse(string text, int? line)
    {
        try
        {
            return JsonDocument.Parse(text, Options);
        }
        catch (JsonException broken)
        {
            throw new DocumentFormatException($"line {line ?? broken.LineNumber + 1} is no JSON: {broken.Message.Split(" LineNumber")[0]}");
        }
    }
}
