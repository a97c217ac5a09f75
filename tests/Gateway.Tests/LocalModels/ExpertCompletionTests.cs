using System.Text.Json.Nodes;
using Support.Models;
using Xunit;

namespace Gateway.Tests.LocalModels;

public sealed class ExpertCompletionTests
{
    private const string Path = "/v1/completions";

    [Fact]
    public async Task A_text_is_continued()
    {
        await using var gateway = await new LocalGateway().StartAsync();

        var answer = await gateway.AskAsync(Path, Body("expert/base", "Say:", ("max_tokens", 100)));

        Assert.Equal(("text_completion", "The answer is 42."), ((string?)answer["object"], (string?)answer["choices"]![0]!["text"]));
        Assert.Equal((4, 18), ((int)answer["usage"]!["prompt_tokens"]!, (int)answer["usage"]!["completion_tokens"]!));
        Assert.Equal(ByteTokenizer.Ids("Say:"), gateway.Engine.Last!.Prompt);
    }

    [Fact]
    public async Task Sixteen_tokens_are_the_default()
    {
        await using var gateway = await new LocalGateway().StartAsync();

        var choice = (await gateway.AskAsync(Path, Body("expert/base", "Say:")))["choices"]![0]!;

        Assert.Equal(("The answer is 42", "length"), ((string?)choice["text"], (string?)choice["finish_reason"]));
    }

    [Fact]
    public async Task Several_prompts_with_several_choices_and_an_echo_come_in_order()
    {
        await using var gateway = await new LocalGateway().StartAsync();

        var answer = await gateway.AskAsync(Path, Body("expert/echo", new JsonArray("a", "b"), ("n", 2), ("echo", true), ("max_tokens", 3)));

        Assert.Equal(["aThe", "aThe", "bThe", "bThe"], answer["choices"]!.AsArray().Select(choice => (string?)choice!["text"]));
        Assert.Equal(2, (int)answer["usage"]!["prompt_tokens"]!);
    }

    [Fact]
    public async Task A_prompt_may_be_tokens_and_a_stream_gives_text_and_probabilities()
    {
        await using var gateway = await new LocalGateway().StartAsync();

        var (_, text) = await gateway.PostAsync(Path, Body("expert/base", new JsonArray(72, 105), ("stream", true), ("logprobs", 1), ("max_tokens", 2)));

        Assert.Equal([72, 105], gateway.Engine.Last!.Prompt);
        Assert.Contains("\"tokens\":[\"h\"]", text, StringComparison.Ordinal);
        Assert.Contains("\"text_offset\":[1]", text, StringComparison.Ordinal);
        Assert.EndsWith("data: [DONE]\n\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("suffix", "\"x\"")]
    [InlineData("best_of", "2")]
    public async Task What_cannot_be_heeded_is_refused_by_name(string member, string value)
    {
        await using var gateway = await new LocalGateway().StartAsync();

        var (status, error, _) = await gateway.RefusedAsync(Path, Body("expert/base", "x", (member, JsonNode.Parse(value))));

        Assert.Equal((400, member), (status, (string?)error["param"]));
    }

    [Fact]
    public async Task A_token_that_the_model_does_not_have_is_refused()
    {
        await using var gateway = await new LocalGateway().StartAsync();

        var (status, error, _) = await gateway.RefusedAsync(Path, Body("expert/base", new JsonArray(70_000)));

        Assert.Equal((400, "prompt"), (status, (string?)error["param"]));
    }

    [Fact]
    public async Task A_model_without_a_template_says_that_it_does_not_chat()
    {
        await using var gateway = await new LocalGateway().StartAsync();

        var (status, error, _) = await gateway.RefusedAsync("/v1/chat/completions", LocalGateway.Chat("expert/base"));

        Assert.Equal((400, "unsupported_model"), (status, (string?)error["code"]));
    }

    [Fact]
    public async Task Auto_says_that_it_answers_chats_only()
    {
        await using var gateway = await new LocalGateway().StartAsync();

        var (status, error, _) = await gateway.RefusedAsync(Path, Body("auto", "x"));

        Assert.Equal((400, "unsupported_model"), (status, (string?)error["code"]));
    }

    private static JsonObject Body(string model, JsonNode prompt, params (string Name, JsonNode? Value)[] members)
    {
        var body = new JsonObject { ["model"] = model, ["prompt"] = prompt };
        foreach (var (name, value) in members)
            body[name] = value;
        return body;
    }
}
