using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Support;
using Support.Upstream;
using Xunit;

namespace Conformance.Wire;

/// <summary>The test servers themselves: a comparison is worth what its instrument is.</summary>
public sealed class UpstreamTests(WireSuite suite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_model_list_names_at_least_35_different_cases()
    {
        using HttpClient http = ClientOf(suite.Direct);

        JsonNode? list = JsonNode.Parse(await http.GetStringAsync(suite.Direct.BaseUrl + "/models", Cancellation));

        string?[] ids = [.. list!["data"]!.AsArray().Select(model => (string?)model!["id"])]; // Its shape is under test.
        Assert.True(ids.Length >= 35);
        Assert.Distinct(ids);
    }

    [Fact]
    public async Task The_README_names_every_case()
    {
        string readme = Path.Combine(SolutionFolder.Path, "tests", "Conformance", "Wire", "README.md");
        char[] between = [' ', ',', ';', ':', '\n', '\r'];

        string[] words = (await File.ReadAllTextAsync(readme, Cancellation)).Split(between);

        Assert.Empty(UpstreamCases.All.Select(it => it.Name).Except(words));
    }

    [Fact]
    public async Task A_foreign_key_is_refused()
    {
        using HttpClient http = ClientOf(suite.Direct with { ApiKey = "sk-other" });

        using HttpResponseMessage answer = await http.GetAsync(suite.Direct.BaseUrl + "/models", Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task The_same_case_gives_the_same_bytes()
    {
        Assert.Equal(
            await AnswerAsync(suite.Direct, "parallel-tools", stream: true),
            await AnswerAsync(suite.Direct, "parallel-tools", stream: true));
    }

    [Theory]
    [InlineData("crlf", "\"stop\"}]}\r\n\r\ndata: [DONE]\r\n\r\n")]
    [InlineData("no-space", "data:[DONE]\n\n")]
    [InlineData("no-last-line-end", "data: [DONE]")]
    [InlineData("no-done", "\"stop\"}]}\n\n")]
    [InlineData("multi-line-data", "fp_upstream\"\ndata: ,\"choices\"")]
    [InlineData("error-event-named", "\n\nevent: error\ndata: {\"error\"")]
    public async Task Framing_is_as_named(string model, string expected)
    {
        Assert.Contains(expected, await AnswerAsync(suite.Direct, model, stream: true), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("cut-announced")]
    [InlineData("cut-reset")]
    [InlineData("error-event-abort")]
    public async Task A_cut_stream_ends_in_a_broken_transfer(string model)
    {
        await Assert.ThrowsAsync<HttpRequestException>(() => AnswerAsync(suite.Direct, model, stream: true));
    }

    [Fact]
    public async Task The_plain_upstream_answers_with_954_bytes_or_23_events()
    {
        await using PlainUpstream plain = await PlainUpstream.StartAsync(new PlainUpstreamOptions(), Cancellation);
        var target = new WireTarget("plain", plain.BaseUrl, "any");

        string whole = await AnswerAsync(target, "plain", stream: false);
        string events = await AnswerAsync(target, "plain", stream: true);

        Assert.Equal(954, whole.Length);
        Assert.NotNull(JsonNode.Parse(whole));
        Assert.Equal(23, events.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.InRange(events.Length, 4_600, 5_000);
    }

    private static async Task<string> AnswerAsync(WireTarget target, string model, bool stream)
    {
        using HttpClient http = ClientOf(target);
        string wish = stream ? "true" : "false";
        using var body = new StringContent(
            $$"""{"model":"{{model}}","messages":[{"role":"user","content":"x"}],"stream":{{wish}}}""",
            Encoding.UTF8,
            "application/json");
        using HttpResponseMessage answer = await http.PostAsync(target.BaseUrl + "/chat/completions", body, Cancellation);
        return await answer.Content.ReadAsStringAsync(Cancellation);
    }

    private static HttpClient ClientOf(WireTarget target)
    {
        var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", target.ApiKey);
        return http;
    }
}
