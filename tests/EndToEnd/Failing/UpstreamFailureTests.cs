using System.Text.Json.Nodes;
using EndToEnd.Running;
using Support;
using Xunit;

namespace EndToEnd.Failing;

/// <summary>What a client gets, and what the record says, when upstreams fail before their first byte.</summary>
public sealed class UpstreamFailureTests(FailingGateway gateway) : IClassFixture<FailingGateway>
{
    private static readonly SampleQuestion Known = SampleQuestion.Of("document")[1];
    private static readonly SampleQuestion Outside = SampleQuestion.Of("outside")[0];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task With_every_upstream_down_the_documents_answer_and_answer_and_record_say_so(bool stream)
    {
        using ApiClient client = gateway.Client();

        ApiAnswer answer = await client.AskAsync("auto", Known.Text, stream);

        Assert.Equal(200, answer.Status);
        Assert.True(Known.IsAnsweredBy(answer.Content), answer.Text);
        Assert.NotEmpty(answer.Citations);
        Assert.Contains("\"system_fingerprint\":\"extractive-1\"", answer.Text);
        JsonNode record = await RecordOf(answer);
        Assert.Equal("extractive-1", (string?)record["closed"]!["system_fingerprint"]);
        Assert.Equal("completed", (string?)record["closed"]!["outcome"]);
        Assert.Equal("nobody Connect", Attempts(record));
    }

    [Fact]
    public async Task With_every_upstream_down_a_question_outside_the_documents_gets_an_honest_answer()
    {
        using ApiClient client = gateway.Client();

        ApiAnswer answer = await client.AskAsync("auto", Outside.Text);

        Assert.Equal(200, answer.Status);
        Assert.Contains("does not respond at the moment", answer.Content);
        Assert.Empty(answer.Citations);
    }

    [Fact]
    public async Task A_named_model_that_nobody_answers_for_is_an_error_of_the_upstream_with_its_record()
    {
        using ApiClient client = gateway.Client();

        ApiAnswer answer = await client.AskAsync(FailingGateway.DeadModel, "Hi");

        Assert.Equal(502, answer.Status);
        Assert.Equal("upstream_failed", (string?)answer.Json["error"]!["code"]);
        Assert.Equal("upstream_failed", (string?)(await RecordOf(answer))["closed"]!["outcome"]);
    }

    [Theory]
    [InlineData("429-retry-after", 429, "1")]
    [InlineData("429-should-not-retry", 429, "7")]
    [InlineData("400", 400, null)]
    [InlineData("401", 401, null)]
    [InlineData("403", 403, null)]
    [InlineData("404", 404, null)]
    public async Task What_the_upstream_refuses_goes_back_with_its_hints_after_one_call(string model, int status, string? retryAfter)
    {
        using ApiClient client = gateway.Client();

        ApiAnswer answer = await client.AskAsync(model, "Hi", user: model);

        Assert.Equal(status, answer.Status);
        Assert.Equal(retryAfter, answer.Headers.GetValueOrDefault("Retry-After"));
        Assert.Single(gateway.Failing.Requests.Of(model));
        Assert.Equal("upstream_failed", (string?)(await RecordOf(answer))["closed"]!["outcome"]);
    }

    [Fact]
    public async Task A_503_that_asks_for_a_longer_wait_than_ours_goes_back_with_it_after_one_call()
    {
        using ApiClient client = gateway.Client();

        ApiAnswer answer = await client.AskAsync("503", "Hi", user: "later");

        Assert.Equal(503, answer.Status);
        Assert.Equal("30", answer.Headers["Retry-After"]);
        Assert.Single(gateway.Failing.Requests.Of("later"));
    }

    [Fact]
    public async Task A_503_is_tried_again_and_the_client_sees_only_the_answer()
    {
        using ApiClient client = gateway.Client();

        ApiAnswer answer = await client.AskAsync("503-then-ok", "Hi", user: "retried");

        Assert.Equal(200, answer.Status);
        Assert.Equal(2, gateway.Failing.Requests.Of("retried").Length);
    }

    [Theory]
    [InlineData("502")]
    [InlineData("504")]
    [InlineData("cut-before-first")]
    public async Task A_failure_before_the_first_byte_is_tried_twice_more_at_most(string model)
    {
        using ApiClient client = gateway.Client();

        ApiAnswer answer = await client.AskAsync(model, "Hi", user: "again-" + model);

        Assert.InRange(answer.Status, 502, 504);
        Assert.Equal(3, gateway.Failing.Requests.Of("again-" + model).Length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_chain_is_asked_in_order_until_one_answers_and_the_record_names_each(bool stream)
    {
        using ApiClient client = gateway.Client();
        string user = $"chain-{stream}";

        ApiAnswer answer = await client.AskAsync(FailingGateway.ChainModel, "Hi", stream, user);

        Assert.Equal(200, answer.Status);
        Assert.NotEmpty(gateway.Failing.Requests.Of(user));
        Assert.Single(gateway.Working.Requests.Of(user));
        JsonNode record = await RecordOf(answer);
        Assert.Equal("nobody Connect, failing 502, working 200", Attempts(record));
        Assert.Equal("working", (string?)record["closed"]!["upstream"]);
    }

    [Fact]
    public async Task A_429_goes_back_with_its_hints_when_the_next_of_the_chain_does_not_answer()
    {
        using ApiClient client = gateway.Client();

        ApiAnswer answer = await client.AskAsync(FailingGateway.BusyModel, "Hi", user: "busy");

        Assert.Equal(429, answer.Status);
        Assert.Equal("1", answer.Headers["Retry-After"]);
        JsonNode record = await RecordOf(answer);
        Assert.Equal("failing 429, silent Connect", Attempts(record));
        Assert.Equal("failing", (string?)record["closed"]!["upstream"]);
    }

    [Fact]
    public async Task A_circuit_that_opened_spares_the_upstream_and_tells_the_client_when_to_come_back()
    {
        using ApiClient client = gateway.Client();
        for (int call = 0; call < FailingGateway.CircuitCalls; call++)
        {
            Assert.Equal(504, (await client.AskAsync(FailingGateway.CircuitModel, "Hi", user: "circuit")).Status);
        }

        ApiAnswer refused = await client.AskAsync(FailingGateway.CircuitModel, "Hi", user: "circuit");

        Assert.Equal(503, refused.Status);
        Assert.True(refused.Headers.ContainsKey("Retry-After"), refused.Text);
        Assert.Equal(FailingGateway.CircuitCalls, gateway.Failing.Requests.Of("circuit").Length);
    }

    private async Task<JsonNode> RecordOf(ApiAnswer answer)
    {
        using ApiClient admin = gateway.Client(GatewayProcess.AdminKey);
        return await admin.RecordAsync(answer.AuditId);
    }

    private static string Attempts(JsonNode record) => string.Join(", ", record["closed"]!["attempts"]!.AsArray()
        .Select(attempt => $"{attempt!["upstream"]} {attempt["status"] ?? attempt["error"]}"));
}
