using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Polly;
using Polly.Retry;

namespace Retrieval.Stores.Qdrant;

/// <summary>
/// Qdrant's REST interface: JSON in, JSON out. What may be repeated is repeated where the connection fails or the server is busy (429, 502, 503,
/// 504), after a growing pause or the one that it asks for. Any thread.
/// </summary>
internal sealed class QdrantClient : IDisposable
{
    private const int MostBytes = 256 * 1024 * 1024;
    private const int MostShown = 300;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http;
    private readonly QdrantOptions _options;
    private readonly ResiliencePipeline<HttpResponseMessage> _once;
    private readonly ResiliencePipeline<HttpResponseMessage> _repeated;

    public QdrantClient(QdrantOptions options, TimeProvider time)
    {
        _options = options;
        var handler = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MostBytes };
        _once = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }.AddTimeout(options.Timeout).Build();
        _repeated = options.MaxRetries == 0 ? _once
            : new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }.AddRetry(Retry(options)).AddTimeout(options.Timeout).Build();
    }

    /// <summary>Reads, or does what leaves the same when it is done twice.</summary>
    /// <returns><c>result</c> of the answer.</returns>
    public Task<JsonElement> SendAsync(HttpMethod method, string path, JsonNode? body, CancellationToken cancellationToken) =>
        SendAsync(_repeated, method, path, body is null ? null : JsonSerializer.SerializeToUtf8Bytes(body), cancellationToken);

    /// <inheritdoc cref="SendAsync(HttpMethod, string, JsonNode, CancellationToken)"/>
    public Task<JsonElement> SendAsync(HttpMethod method, string path, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        SendAsync(_repeated, method, path, body, cancellationToken);

    /// <summary>Does what must not be done twice.</summary>
    /// <returns><c>result</c> of the answer.</returns>
    public Task<JsonElement> SendOnceAsync(HttpMethod method, string path, JsonNode body, CancellationToken cancellationToken) =>
        SendAsync(_once, method, path, JsonSerializer.SerializeToUtf8Bytes(body), cancellationToken);

    public void Dispose() => _http.Dispose();

    private static RetryStrategyOptions<HttpResponseMessage> Retry(QdrantOptions options) => new()
    {
        MaxRetryAttempts = options.MaxRetries,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = options.RetryDelay,
        MaxDelay = LongestPause,
        DelayGenerator = static arguments => ValueTask.FromResult(
            arguments.Outcome.Result?.Headers.RetryAfter?.Delta is { } asked ? (asked < LongestPause ? asked : LongestPause) : (TimeSpan?)null),
        ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Exception is HttpRequestException
            || arguments.Outcome.Result?.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout),
        OnRetry = static arguments =>
        {
            arguments.Outcome.Result?.Dispose();
            return ValueTask.CompletedTask;
        },
    };

    private async Task<JsonElement> SendAsync(
        ResiliencePipeline<HttpResponseMessage> pipeline, HttpMethod method, string path, ReadOnlyMemory<byte>? body, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await pipeline.ExecuteAsync(token => OnceAsync(method, path, body, token), cancellationToken);
            var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return response.IsSuccessStatusCode ? Result(bytes, method, path) : throw Refused(response, bytes, method, path);
        }
        catch (Exception problem) when (problem is HttpRequestException or Polly.Timeout.TimeoutRejectedException)
        {
            throw new QdrantException(
                $"expected an answer of Qdrant at {_options.Url} to {method} {path} within {_options.Timeout.TotalSeconds:0.#} s, found none ({problem.Message}); see that the server runs and that Retrieval:Qdrant:Url is its REST address.",
                null, problem);
        }
    }

    private async ValueTask<HttpResponseMessage> OnceAsync(HttpMethod method, string path, ReadOnlyMemory<byte>? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(_options.Url, path));
        if (_options.ApiKey is { } key)
        {
            request.Headers.Add("api-key", key);
        }

        if (body is { } bytes)
        {
            request.Content = new ReadOnlyMemoryContent(bytes);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        return await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
    }

    private JsonElement Result(byte[] bytes, HttpMethod method, string path)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes);
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("result", out var result))
            {
                return result.Clone();
            }
        }
        catch (JsonException)
        {
            // Said below.
        }

        throw new QdrantException(
            $"expected JSON with 'result' from Qdrant at {_options.Url} to {method} {path}, found '{Beginning(bytes)}'; see that Retrieval:Qdrant:Url is the REST address of a Qdrant server and no proxy's.", null, null);
    }

    private QdrantException Refused(HttpResponseMessage response, byte[] bytes, HttpMethod method, string path) => new(
        $"expected Qdrant at {_options.Url} to do {method} {path}, found status {(int)response.StatusCode}: {Beginning(bytes)}; "
        + (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? "see that Retrieval:Qdrant:ApiKeyFile holds a key that may write."
            : (int)response.StatusCode >= 500 ? "see the server's log; it is tried again with the next change." : "see that the server is version 1.19 or newer."),
        response.StatusCode, null);

    private static string Beginning(byte[] bytes) => System.Text.Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, MostShown)));
}
