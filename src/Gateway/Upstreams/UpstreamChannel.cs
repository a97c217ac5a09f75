using System.Net;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Gateway.Upstreams;

/// <summary>
/// A live upstream: its connection pool and its resilience pipeline (retry outside, then circuit breaker, then the
/// first-byte timeout of one try). Shared by all requests; thread-safe.
/// </summary>
internal sealed class UpstreamChannel : IUpstreamChannel
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(2);

    private readonly HttpMessageInvoker _connections;
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;
    private readonly RetryBudget _budget;

    /// <summary>Opens no connection yet.</summary>
    public UpstreamChannel(Upstream upstream, TimeProvider time)
    {
        Upstream = upstream;
        _connections = new HttpMessageInvoker(ConnectionPool(upstream.Options));
        _budget = new RetryBudget(upstream.Options.RetryBudget);
        _pipeline = Pipeline(upstream.Options, time);
    }

    /// <inheritdoc/>
    public Upstream Upstream { get; }

    /// <summary>Posts one request, trying again as configured, and returns when the response headers are there.</summary>
    public ValueTask<HttpResponseMessage> SendAsync(UpstreamCall call, UpstreamTarget target, HttpRequestMessage head, CancellationToken cancellationToken)
    {
        _budget.Earn();
        return _pipeline.ExecuteAsync(
            static (state, token) => state.Channel.TryOnceAsync(state.Call, state.Target, state.Head, token),
            (Channel: this, Call: call, Target: target, Head: head),
            cancellationToken);
    }

    private async ValueTask<HttpResponseMessage> TryOnceAsync(UpstreamCall call, UpstreamTarget target, HttpRequestMessage head, CancellationToken token)
    {
        call.Tries++;
        using var request = new HttpRequestMessage(HttpMethod.Post, Upstream.AddressOf(call.Kind))
        {
            Content = new ReadOnlyMemoryContent(call.BodyFor(target)) { Headers = { { "Content-Type", "application/json" } } },
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        foreach (var (name, values) in head.Headers.NonValidated)
            request.Headers.TryAddWithoutValidation(name, values);
        if (Upstream.Authorization is { } authorization)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await _connections.SendAsync(request, token);
    }

    private static SocketsHttpHandler ConnectionPool(UpstreamOptions options) => new()
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = TimeSpan.FromSeconds(options.ConnectTimeoutSeconds),
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        MaxResponseHeadersLength = 64,
        MaxResponseDrainSize = 0, // A client that left frees the upstream at once; draining would wait two seconds for a silent one.
        ActivityHeadersPropagator = null,
    };

    private ResiliencePipeline<HttpResponseMessage> Pipeline(UpstreamOptions options, TimeProvider time)
    {
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time };
        if (options.MaxRetries > 0)
            builder.AddRetry(Retry(options));
        return builder.AddCircuitBreaker(Breaker(options))
            .AddTimeout(TimeSpan.FromSeconds(options.FirstByteTimeoutSeconds))
            .Build();
    }

    private RetryStrategyOptions<HttpResponseMessage> Retry(UpstreamOptions options) => new()
    {
        MaxRetryAttempts = options.MaxRetries,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = TimeSpan.FromMilliseconds(50),
        MaxDelay = LongestDelay,
        DelayGenerator = static arguments => ValueTask.FromResult(arguments.Outcome.Result?.Headers.RetryAfter?.Delta),
        ShouldHandle = arguments => ValueTask.FromResult(
            arguments.AttemptNumber < options.MaxRetries && IsWorthRetrying(arguments.Outcome) && _budget.TrySpend()),
        OnRetry = static arguments =>
        {
            arguments.Outcome.Result?.Dispose();
            return ValueTask.CompletedTask;
        },
    };

    private static CircuitBreakerStrategyOptions<HttpResponseMessage> Breaker(UpstreamOptions options) => new()
    {
        FailureRatio = options.BreakerFailureRatio,
        MinimumThroughput = options.BreakerMinimumCalls,
        SamplingDuration = TimeSpan.FromSeconds(options.BreakerSamplingSeconds),
        BreakDuration = TimeSpan.FromSeconds(options.BreakSeconds),
        ShouldHandle = static arguments => ValueTask.FromResult(
            arguments.Outcome.Exception is { } exception ? UpstreamFaults.Of(exception) is not null : IsUnavailable(arguments.Outcome.Result)),
    };

    /// <summary>Connection failures, 502, 503 and 504. One that asks for a longer wait than ours is the client's to wait for.</summary>
    private static bool IsWorthRetrying(Outcome<HttpResponseMessage> outcome) => outcome.Exception is { } exception
        ? UpstreamFaults.Of(exception) is UpstreamFault.Connect or UpstreamFault.BrokenBeforeFirstByte
        : IsUnavailable(outcome.Result) && !(outcome.Result?.Headers.RetryAfter is { } wait && (wait.Delta ?? TimeSpan.MaxValue) > LongestDelay);

    private static bool IsUnavailable(HttpResponseMessage? response) => response?.StatusCode
        is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;
}
