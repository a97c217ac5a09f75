using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using State.Jobs;

namespace Trainer.Jobs;

/// <summary>
/// Turns an uploaded training file into the lines of a domain's owner (<c>group</c>, <c>note</c>, <c>wordings</c>). Lines that are such lines
/// stay as they are; OpenAI's chat examples (<c>messages</c>) give the last user's message as a wording of the last assistant's note,
/// and examples with the same note become one group. An empty note says that nothing is known.
/// </summary>
internal static class PairLines
{
    private const int MostLines = 200_000, LongestLine = 1 << 20;

    /// <summary>The lines; the corpus checks each of them as it does the owner's.</summary>
    /// <exception cref="JobException">A line is no example; the message says which and why.</exception>
    public static IReadOnlyList<string> Of(Stream file)
    {
        using var reader = new StreamReader(file, Encoding.UTF8);
        var (lines, groups) = (new List<string>(), new Dictionary<string, JsonArray>(StringComparer.Ordinal));
        for (var number = 1; reader.ReadLine() is { } text; number++)
        {
            if (number > MostLines || text.Length > LongestLine)
            {
                throw Refused(number, $"expected at most {MostLines} lines of at most {LongestLine} characters");
            }

            if (text.Trim().Length > 0 && Read(text, number, groups) is { } own)
            {
                lines.Add(own);
            }
        }

        lines.AddRange(groups.Select(group => Line(group.Key, group.Value)));
        return lines.Count > 0 ? lines : throw Refused(0, "the file holds no example");
    }

    /// <summary>A line of the owner's form; null for a chat example, which joins its group.</summary>
    private static string? Read(string text, int number, Dictionary<string, JsonArray> groups)
    {
        try
        {
            var line = JsonNode.Parse(text, null, new JsonDocumentOptions { MaxDepth = 16 }) as JsonObject ?? throw Refused(number, "expected a JSON object");
            if (line["messages"] is not JsonArray messages)
            {
                return line["wordings"] is JsonArray ? line.ToJsonString() : throw Refused(number, "expected 'messages', or 'group', 'note' and 'wordings'");
            }

            var (question, note) = (Last(messages, "user"), Last(messages, "assistant"));
            if (string.IsNullOrWhiteSpace(question) || note is null)
            {
                throw Refused(number, "expected a message of a user and one of an assistant, both texts");
            }

            (groups.TryGetValue(note.Trim(), out var wordings) ? wordings : groups[note.Trim()] = []).Add(question.Trim());
            return null;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            throw Refused(number, problem.Message);
        }
    }

    private static string? Last(JsonArray messages, string role) =>
        messages.OfType<JsonObject>().LastOrDefault(message => (string?)message["role"] == role)?["content"] is JsonValue content ? (string?)content : null;

    private static string Line(string note, JsonArray wordings)
    {
        var line = new JsonObject { ["group"] = "example-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(note)))[..16], ["wordings"] = wordings };
        line[note.Length == 0 ? "kind" : "note"] = note.Length == 0 ? "unknown" : note;
        return line.ToJsonString();
    }

    private static JobException Refused(int number, string why) => new(new JobError("invalid_training_file", number == 0 ? $"Invalid training file: {why}." : $"Invalid training file, line {number}: {why}.", "training_file"));
}
