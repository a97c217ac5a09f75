using System.Text;

namespace Protocol.Tests.Sse;

/// <summary>The text of WHATWG HTML section 9.2.6 written down line by line, over a whole stream at once: what the fast reader is compared with.</summary>
internal static class SlowEventStream
{
    internal static List<(string Data, string Name)> Events(byte[] stream)
    {
        string text = Encoding.Latin1.GetString(stream);
        string withoutBom = text.StartsWith("\u00EF\u00BB\u00BF", StringComparison.Ordinal) ? text[3..] : text;
        string[] lines = withoutBom.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
        var events = new List<(string, string)>();
        var data = new List<string>();
        string name = "";
        foreach (string line in lines[..^1]) // the last piece has no line end
        {
            if (line.Length > 0)
            {
                (string field, string value) = Field(line);
                name = field == "event" ? value : name;
                data.AddRange(field == "data" ? [value] : []);
                continue;
            }

            if (data.Count > 0)
            {
                events.Add((string.Join('\n', data), name));
            }

            data.Clear();
            name = "";
        }

        return events;
    }

    private static (string Field, string Value) Field(string line)
    {
        int colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return (line, "");
        }

        string value = line[(colon + 1)..];
        return (line[..colon], value.StartsWith(' ') ? value[1..] : value);
    }
}
