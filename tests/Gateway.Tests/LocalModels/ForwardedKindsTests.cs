using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Gateway.Tests.LocalModels;

/// <summary>Legacy completions and embeddings of models that an upstream serves.</summary>
public sealed class ForwardedKindsTests : IAsyncLifetime
{
    private const string Embeddings = """{"object":"list","data":[{"object":"embedding","index":0,"embedding":[1.50,2],"x":1}],"model":"m","usage":{"prompt_tokens":3,"total_tokens":3}}""";
    private const string Completion = """{"id":"c","object":"text_completion","created":1,"model":"m","choices":[{"text":"hi","index":0,"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}""";

    private readonly List<(string Path, string Body)> _seen = [];
    private WebApplication? _upstream;
    private string _answer = "";

    [Fact]
    public async Task An_embedding_request_reaches_the_upstreams_embeddings_and_its_answer_passes_byte_for_byte()
    {
        await using var gateway = await StartAsync(Embeddings);

        var (response, text) = await gateway.PostAsync("/v1/embeddings", new JsonObject { ["model"] = "m", ["input"] = new JsonArray("a"), ["stream"] = true, ["new_member"] = 1 });

        Assert.Equal(Embeddings, text);
        Assert.Equal("/v1/embeddings", _seen[0].Path);
        Assert.Contains("\"new_member\":1", _seen[0].Body, StringComparison.Ordinal);
        Assert.DoesNotContain("stream_options", _seen[0].Body, StringComparison.Ordinal);
        Assert.Contains("\"prompt\":3", (await gateway.RecordAsync(response)).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_completion_request_reaches_the_upstreams_completions()
    {
        await using var gateway = await StartAsync(Completion);

        var (_, text) = await gateway.PostAsync("/v1/completions", new JsonObject { ["model"] = "m", ["prompt"] = "say" });

        Assert.Equal((Completion, "/v1/completions"), (text, _seen[0].Path));
    }

    [Fact]
    public async Task A_streamed_completion_passes_event_by_event()
    {
        var events = "data: " + Completion.Replace("\"usage\":", "\"used\":", StringComparison.Ordinal) + "\n\ndata: [DONE]\n\n";
        await using var gateway = await StartAsync(events);

        var (_, text) = await gateway.PostAsync("/v1/completions", new JsonObject { ["model"] = "m", ["prompt"] = "say", ["stream"] = true });

        Assert.Equal(events, text);
        Assert.Contains("include_usage", _seen[0].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/embeddings", "input", Completion)]
    [InlineData("/v1/completions", "prompt", Embeddings)]
    public async Task An_answer_of_another_kind_is_none(string path, string member, string answer)
    {
        await using var gateway = await StartAsync(answer);

        var (status, _, _) = await gateway.RefusedAsync(path, new JsonObject { ["model"] = "m", [member] = "x" });

        Assert.Equal(502, status);
    }

    [Theory]
    [InlineData("/v1/embeddings", "input")]
    [InlineData("/v1/completions", "prompt")]
    public async Task The_member_that_a_request_is_about_must_be_there(string path, string member)
    {
        await using var gateway = await StartAsync("{}");

        var (status, error, _) = await gateway.RefusedAsync(path, new JsonObject { ["model"] = "m" });

        Assert.Equal((400, member), (status, (string?)error["param"]));
        Assert.Empty(_seen);
    }

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _upstream = builder.Build();
        _upstream.Run(AnswerAsync);
        await _upstream.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_upstream is not null)
            await _upstream.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        _seen.Add((context.Request.Path, await reader.ReadToEndAsync(context.RequestAborted)));
        context.Response.ContentType = _answer.StartsWith("data:", StringComparison.Ordinal) ? "text/event-stream" : "application/json";
        await context.Response.WriteAsync(_answer, context.RequestAborted);
    }

    private Task<LocalGateway> StartAsync(string answer)
    {
        _answer = answer;
        return new LocalGateway { Settings = [$"--Upstreams:u:BaseUrl={_upstream!.Urls.First()}/v1", "--Upstreams:u:Models:0=m"] }.StartAsync();
    }
}
