using System.Text.Json.Nodes;
using Support.Models;
using Xunit;

namespace Gateway.Tests.LocalModels;

public sealed class ExpertChatTests
{
    private const string Path = "/v1/chat/completions";

    [Fact]
    public async Task An_expert_answers_a_chat_in_one_piece_with_its_version_and_usage()
    {
        await using var gateway = await new LocalGateway().StartAsync();

        var answer = await gateway.AskAsync(Path, LocalGateway.Chat("expert/echo"));

        Assert.Equal("The answer is 42.", (string?)answer["choices"]![0]!["message"]!["content"]);
        Assert.Equal("stop", (string?)answer["choices"]![0]!["finish_reason"]);
        Assert.Equal("expert/echo@v1", (string?)answer["model"]);
        Assert.Equal("scripted 1", (string?)answer["system_fingerprint"]);
        Assert.Equal(18, (int?)answer["usage"]!["completion_tokens"]); // 17 bytes and the end token
        Assert.Equal(24, (int?)answer["usage"]!["prompt_tokens"]); // bytes and markers of the two turns
    }

    [Fact]
    public async Task A_stream_has_role_text_finish_reason_usage_and_end_mark()
    {
        await using var gateway = await new LocalGateway().StartAsync();

        var (_, text) = await gateway.PostAsync(Path, LocalGateway.Chat("expert/echo", ("stream", true), ("stream_options", new JsonObject { ["include_usage"] = true })));

        var chunks = Chunks(text);
        Assert.EndsWith("data: [DONE]\n\n", text, StringComparison.Ordinal);
        Assert.Equal("assistant", (string?)chunks[0]["choices"]![0]!["delta"]!["role"]);
        Assert.Equal("The answer is 42.", string.Concat(chunks.SelectMany(chunk => chunk["choices"]!.AsArray()).Select(choice => (string?)choice!["delta"]!["content"])));
        Assert.Equal("stop", (string?)chunks[^2]["choices"]![0]!["finish_reason"]);
        Assert.Equal(42, (int?)chunks[^1]["usage"]!["total_tokens"]);
    }

    [Fact]
    public async Task A_client_that_did_not_ask_for_usage_gets_none_in_its_stream()
    {
        await using var gateway = await new LocalGateway().StartAsync();

        var (_, text) = await gateway.PostAsync(Path, LocalGateway.Chat("expert/echo", ("stream", true)));

        Assert.DoesNotContain("usage", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_record_holds_the_version_what_computed_the_tokens_and_the_outcome()
    {
        await using var gateway = await new LocalGateway().StartAsync();

        var (response, _) = await gateway.PostAsync(Path, LocalGateway.Chat("expert/echo", ("stream", true)));
        var record = await gateway.RecordAsync(response);

        var text = record.ToJsonString();
        Assert.Contains("expert/echo@v1", text, StringComparison.Ordinal);
        Assert.Contains("scripted 1", text, StringComparison.Ordinal);
        Assert.Contains("\"completed\"", text, StringComparison.Ordinal);
        Assert.Contains("\"total\":42", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_choices_stop_texts_and_limits_are_heeded()
    {
        await using var gateway = await new LocalGateway().StartAsync();

        var stopped = await gateway.AskAsync(Path, LocalGateway.Chat("expert/echo", ("n", 3), ("stop", " is")));
        var limited = await gateway.AskAsync(Path, LocalGateway.Chat("expert/echo", ("max_completion_tokens", 3), ("max_tokens", 9)));

        Assert.Equal(["The answer", "The answer", "The answer"], stopped["choices"]!.AsArray().Select(choice => (string?)choice!["message"]!["content"]));
        Assert.Equal([0, 1, 2], stopped["choices"]!.AsArray().Select(choice => (int)choice!["index"]!));
        Assert.Equal(("The", "length"), ((string?)limited["choices"]![0]!["message"]!["content"], (string?)limited["choices"]![0]!["finish_reason"]));
    }

    [Fact]
    public async Task Sampling_members_reach_the_engine()
    {
        await using var gateway = await new LocalGateway().StartAsync();

        await gateway.AskAsync(Path, LocalGateway.Chat(
            "expert/echo", ("temperature", 0.5), ("top_p", 0.25), ("seed", -1), ("presence_penalty", 1.5), ("frequency_penalty", -0.5),
            ("logit_bias", new JsonObject { ["65"] = -100 }), ("top_k", 7), ("min_p", 0.125), ("repetition_penalty", 1.25)));

        var sampling = gateway.Engine.Last!.Sampling;
        Assert.Equal((0.5f, 0.25f, ulong.MaxValue, 1.5f, -0.5f), (sampling.Temperature, sampling.TopP, sampling.Seed, sampling.PresencePenalty, sampling.FrequencyPenalty));
        Assert.Equal((-100f, 7, 0.125f, 1.25f), (sampling.LogitBias[65], sampling.TopK, sampling.MinP, sampling.RepetitionPenalty));
    }

    [Fact]
    public async Task Log_probabilities_come_with_bytes_and_alternatives()
    {
        await using var gateway = await new LocalGateway().StartAsync();

        var answer = await gateway.AskAsync(Path, LocalGateway.Chat("expert/echo", ("logprobs", true), ("top_logprobs", 2), ("max_tokens", 1)));

        var token = answer["choices"]![0]!["logprobs"]!["content"]![0]!;
        Assert.Equal(("T", 84), ((string?)token["token"], (int)token["bytes"]![0]!));
        Assert.Equal(-0.84, (double)token["logprob"]!, 1e-6); // float32 to double
        Assert.Equal(["T", "U"], token["top_logprobs"]!.AsArray().Select(other => (string?)other!["token"]));
    }

    [Theory]
    [InlineData("tools", """[{"type":"function","function":{"name":"f"}}]""", "tools", "unsupported_parameter")]
    [InlineData("logit_bias", """{"999":1}""", "logit_bias", "invalid_value")]
    [InlineData("logit_bias", """{"1":101}""", "logit_bias", "invalid_value")]
    [InlineData("top_k", "-1", "top_k", "invalid_value")]
    [InlineData("top_logprobs", "3", "top_logprobs", "invalid_value")]
    [InlineData("temperature", "3", "temperature", "decimal_above_max_value")]
    [InlineData("response_format", """{"type":"xml"}""", "response_format", "invalid_value")]
    [InlineData("response_format", """{"type":"json_schema"}""", "response_format", "invalid_value")]
    [InlineData("messages", """[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:"}}]}]""", "messages[0].content", "unsupported_parameter")]
    public async Task What_cannot_be_heeded_is_refused_by_name(string member, string value, string param, string code)
    {
        await using var gateway = await new LocalGateway().StartAsync();

        var (status, error, _) = await gateway.RefusedAsync(Path, LocalGateway.Chat("expert/echo", (member, JsonNode.Parse(value))));

        Assert.Equal((400, param, code), (status, (string?)error["param"], (string?)error["code"]));
        Assert.Equal(0, gateway.Engine.Started);
    }

    [Fact]
    public async Task A_prompt_that_does_not_fit_is_a_400_that_says_so()
    {
        await using var gateway = await new LocalGateway { Engine = new ScriptedEngine(_ => []) { ContextLength = 10 } }.StartAsync();

        var (status, error, _) = await gateway.RefusedAsync(Path, LocalGateway.Chat("expert/echo"));

        Assert.Equal((400, "context_length_exceeded", "messages"), (status, (string?)error["code"], (string?)error["param"]));
    }

    [Fact]
    public async Task A_busy_model_is_a_503_that_says_when_to_try_again()
    {
        await using var gateway = await new LocalGateway { Engine = new ScriptedEngine(_ => []) { Places = 0 } }.StartAsync();

        var (status, _, response) = await gateway.RefusedAsync(Path, LocalGateway.Chat("expert/echo", ("stream", true)));

        Assert.Equal((503, "1"), (status, response.Headers.GetValues("Retry-After").Single()));
    }

    [Theory]
    [InlineData("expert/nobody")]
    [InlineData("expert/echo@v9")]
    [InlineData("expert/../echo")]
    public async Task An_expert_that_is_not_there_is_a_404(string model)
    {
        await using var gateway = await new LocalGateway().StartAsync();

        var (status, error, _) = await gateway.RefusedAsync(Path, LocalGateway.Chat(model));

        Assert.Equal((404, "model_not_found"), (status, (string?)error["code"]));
    }

    [Fact]
    public async Task A_version_can_be_asked_for()
    {
        await using var gateway = await new LocalGateway().StartAsync();

        Assert.Equal("expert/echo@v1", (string?)(await gateway.AskAsync(Path, LocalGateway.Chat("expert/echo@v1")))["model"]);
    }

    [Fact]
    public async Task A_model_that_fails_in_the_middle_ends_the_stream_with_an_error_and_without_its_end()
    {
        await using var gateway = await new LocalGateway { Engine = new ScriptedEngine(_ => ByteTokenizer.Ids("abcdef")) { Breaks = (3, new InvalidOperationException("broken")) } }.StartAsync();
        using var response = await gateway.SendAsync(Path, LocalGateway.Chat("expert/echo", ("stream", true)), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

        var received = await ReadUntilItBreaksAsync(response);

        Assert.Contains("\"error\"", received, StringComparison.Ordinal);
        Assert.DoesNotContain("[DONE]", received, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_leaves_ends_the_generation()
    {
        using var endless = new SemaphoreSlim(20);
        var engine = new ScriptedEngine(_ => Enumerable.Repeat((int)'a', 4000)) { BeforeToken = endless.WaitAsync };
        await using var gateway = await new LocalGateway { Engine = engine }.StartAsync();
        using var leaves = new CancellationTokenSource();
        using var response = await gateway.SendAsync(Path, LocalGateway.Chat("expert/echo", ("stream", true)), HttpCompletionOption.ResponseHeadersRead, leaves.Token);
        Assert.Equal(1, engine.Running);

        var reading = response.Content.CopyToAsync(Stream.Null, leaves.Token); // Cancelling a read closes the connection at once; disposing would drain it first.
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => reading);

        for (var turn = 0; engine.Running > 0 && turn < 5_000_000; turn++)
            await Task.Yield();
        Assert.Equal(0, engine.Running);
    }

    private static List<JsonNode> Chunks(string text) =>
        [.. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(block => block["data: ".Length..]).Where(data => data != "[DONE]").Select(data => JsonNode.Parse(data)!)];

    private static async Task<string> ReadUntilItBreaksAsync(HttpResponseMessage response)
    {
        var received = new MemoryStream();
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<Exception>(() => body.CopyToAsync(received, TestContext.Current.CancellationToken));
        return System.Text.Encoding.UTF8.GetString(received.ToArray());
    }
}
