using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Support.Upstream;

/// <summary>
/// An OpenAI-compatible server on a free loopback port that answers as badly as real ones do. The
/// request's <c>model</c> names the behaviour (<see cref="UpstreamCases"/>); every request is kept, so
/// that a test can count calls and compare bodies. Ids, times and texts are fixed: two calls for the
/// same case get the same bytes.
/// </summary>
/// <remarks>Safe for use by many threads. It does not outlive the test: dispose it.</remarks>
public sealed class MisbehavingUpstream : IAsyncDisposable
{
    private const long MaxBodyBytes = 64 * 1024 * 1024;

    private readonly WebApplication _app;
    private readonly RequestLog _requests = new();
    private readonly ConcurrentDictionary<string, int> _attempts = new();

    private MisbehavingUpstream(WebApplication app, string apiKey) => (_app, ApiKey) = (app, apiKey);

    /// <summary>The base address that clients are given, such as <c>http://127.0.0.1:40001/v1</c>.</summary>
    public Uri BaseUrl => new(_app.Urls.First() + "/v1");

    /// <summary>The only key that is accepted; any other gets 401.</summary>
    public string ApiKey { get; }

    /// <summary>Every request so far, in the order of arrival.</summary>
    public RequestLog Requests => _requests;

    /// <summary>Starts a server; it accepts connections when the task completes.</summary>
    /// <param name="apiKey">The key that callers must present as a bearer token.</param>
    /// <param name="cancellation">Gives up starting.</param>
    public static async Task<MisbehavingUpstream> StartAsync(string apiKey, CancellationToken cancellation)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.AddServerHeader = false;
        });
        var upstream = new MisbehavingUpstream(builder.Build(), apiKey);
        upstream._app.Run(upstream.AnswerAsync);
        await upstream._app.StartAsync(cancellation);
        return upstream;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Hanging cases never end by themselves; a cancelled stop closes their connections at once.
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        RecordedRequest request = await RecordedRequest.ReadAsync(http);
        _requests.Add(request);
        try
        {
            await AnswerAsync(http, request);
            request.MarkFinished();
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException)
        {
            // The peer left, or the server is being disposed: the record says which.
            request.MarkFinished();
        }
    }

    private Task AnswerAsync(HttpContext http, RecordedRequest request)
    {
        UpstreamCall call = UpstreamCall.From(http, request, _attempts);
        if (http.Request.Headers.Authorization != "Bearer " + ApiKey)
        {
            return ErrorCases.WrongKeyAsync(call);
        }

        return (request.Method, request.Path) switch
        {
            ("GET", "/v1/models") => Reply.JsonAsync(call, 200, ModelList()),
            ("POST", "/v1/chat/completions") => UpstreamCases.Find(call.Model).AnswerAsync(call),
            _ => ErrorCases.NoSuchPathAsync(call),
        };
    }

    private static JsonObject ModelList() => new()
    {
        ["object"] = "list",
        ["data"] = new JsonArray([.. UpstreamCases.All.Select(Model)]),
    };

    private static JsonObject Model(UpstreamCase it) => new()
    {
        ["id"] = it.Name,
        ["object"] = "model",
        ["created"] = Completion.Created,
        ["owned_by"] = "misbehaving-upstream",
    };
}
