using System.Collections.Immutable;
using Experts.Serving;
using Xunit;

namespace Experts.Tests.Serving;

public sealed class ToolCallReaderTests
{
    private const string Paris = """{"name": "weather", "arguments": {"city": "Paris"}}""";

    [Theory]
    [InlineData("Tagged", "<tool_call>\n" + Paris + "\n</tool_call>", "", "weather{\"city\": \"Paris\"}")]
    [InlineData("Tagged", "Let me see.\n<tool_call>\n" + Paris + "\n</tool_call>\n<tool_call>{\"name\":\"time\"}</tool_call>\n", "Let me see.", "weather{\"city\": \"Paris\"} time{}")]
    [InlineData("Tagged", "<tool_call>\n" + Paris, "", "weather{\"city\": \"Paris\"}")]
    [InlineData("Tagged", "No call. a < b, <tool is a word. ", "No call. a < b, <tool is a word. ", "")]
    [InlineData("Tagged", "<tool_call>not JSON</tool_call> and on", "<tool_call>not JSON</tool_call> and on", "")]
    [InlineData("Tagged", "<tool_call>{\"name\":\"unknown\",\"arguments\":{}}</tool_call>", "<tool_call>{\"name\":\"unknown\",\"arguments\":{}}</tool_call>", "")]
    [InlineData("Tagged", "<tool_call>{\"name\":\"time\",\"arguments\":[1]}</tool_call>", "<tool_call>{\"name\":\"time\",\"arguments\":[1]}</tool_call>", "")]
    [InlineData("Tagged", "cut <tool_call>{\"name\":", "cut <tool_call>{\"name\":", "")]
    [InlineData("Tagged", "ends with <tool", "ends with <tool", "")]
    [InlineData("Plain", " {\"name\": \"weather\", \"parameters\": {\"city\": \"Paris\"}}", "", "weather{\"city\": \"Paris\"}")]
    [InlineData("Plain", "{\"answer\": 42}", "{\"answer\": 42}", "")]
    [InlineData("Plain", "It is {\"name\": \"weather\"}", "It is {\"name\": \"weather\"}", "")]
    [InlineData("Plain", "", "", "")]
    public void Calls_are_taken_out_of_the_text_however_it_is_cut(string format, string answer, string text, string calls)
    {
        foreach (var size in new[] { 1, 2, 3, 7, 1000 })
        {
            Assert.Equal((text, calls), Read(Enum.Parse<ToolFormat>(format), answer.Chunk(size).Select(part => new string(part)), int.MaxValue));
        }
    }

    [Fact]
    public void Calls_beyond_the_limit_are_left_out()
    {
        var twice = "<tool_call>{\"name\":\"time\"}</tool_call><tool_call>" + Paris + "</tool_call>";

        Assert.Equal(("", "time{}"), Read(ToolFormat.Tagged, [twice], 1));
    }

    [Fact]
    public void Text_without_calls_is_shown_as_it_is_however_it_is_cut()
    {
        var random = new Random(5);
        string[] words = ["<tool_call", "<tool", "<", " ", "\n", "_call>", "text", "</tool_call>", "{}", ">"];
        for (var round = 0; round < 2000; round++)
        {
            string[] parts = [.. Enumerable.Range(0, random.Next(8)).Select(_ => words[random.Next(words.Length)])];
            var whole = string.Concat(parts);
            if (!whole.Contains("<tool_call>"))
            {
                Assert.Equal((whole, ""), Read(ToolFormat.Tagged, parts, 9));
            }
        }
    }

    private static (string Text, string Calls) Read(ToolFormat format, IEnumerable<string> pieces, int most)
    {
        var reader = new ToolCallReader(format, new OfferedTools([], ImmutableHashSet.Create("weather", "time"), most));
        var (text, calls) = ("", new List<CalledTool>());
        foreach (var (piece, isLast) in pieces.Select(piece => (piece, false)).Append(("", true)))
        {
            var (shown, found) = reader.Append(piece, isLast);
            text += shown;
            calls.AddRange(found);
        }

        return (text, string.Join(' ', calls.Select(call => call.Name + call.Arguments.GetRawText())));
    }
}
