using System.Text;
using System.Text.Json.Nodes;
using Trainer.Jobs;
using Xunit;

namespace Trainer.Tests.Jobs;

public sealed class PairLinesTests
{
    [Fact]
    public void Chat_examples_with_one_note_become_one_group_and_an_empty_note_says_that_nothing_is_known()
    {
        var lines = Of(
            Example("How long does Assam steep?", "It steeps two minutes."), Example("Assam: how long?", "It steeps two minutes."), Example("Who keeps bees?", "")).ToList();

        Assert.Equal(2, lines.Count);
        Assert.Equal("""["How long does Assam steep?","Assam: how long?"]""", lines[0]["wordings"]!.ToJsonString());
        Assert.Equal("It steeps two minutes.", (string)lines[0]["note"]!);
        Assert.Equal(("unknown", null), ((string)lines[1]["kind"]!, (string?)lines[1]["note"]));
        Assert.NotEqual((string)lines[0]["group"]!, (string)lines[1]["group"]!);
    }

    [Fact]
    public void Lines_of_the_owner_stay_as_they_are()
    {
        const string line = """{"group":"F1","note":"It is 380.","wordings":["how much"]}""";

        Assert.Equal(line, Assert.Single(Of(line)).ToJsonString());
    }

    [Theory]
    [InlineData("no json", "line 1")]
    [InlineData("[1]", "a JSON object")]
    [InlineData("""{"prompt":"a","completion":"b"}""", "'messages'")]
    [InlineData("""{"messages":[{"role":"user","content":"a"}]}""", "an assistant")]
    [InlineData("""{"messages":[{"role":"user","content":5},{"role":"assistant","content":"b"}]}""", "line 1")]
    [InlineData("", "no example")]
    public void What_is_no_example_is_refused_with_its_line(string line, string reason)
    {
        var problem = Assert.Throws<JobException>(() => Of(line));

        Assert.Contains(reason, problem.Error.Message, StringComparison.Ordinal);
        Assert.Equal(("invalid_training_file", "training_file"), (problem.Error.Code, problem.Error.Parameter));
    }

    private static string Example(string question, string note) =>
        new JsonObject { ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = question }, new JsonObject { ["role"] = "assistant", ["content"] = note }) }.ToJsonString();

    private static IReadOnlyList<JsonObject> Of(params string[] lines)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        return [.. PairLines.Of(file).Select(line => JsonNode.Parse(line)!.AsObject())];
    }
}
