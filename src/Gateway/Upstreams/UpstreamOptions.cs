namespace Gateway.Upstreams;

/// <summary>One upstream as an operator writes it, under <c>Upstreams:&lt;name&gt;</c>.</summary>
internal sealed record UpstreamOptions
{
    /// <summary><c>Remote</c> (default): an OpenAI-compatible server. <c>Local</c>: an expert in this process; of the other settings only Expert, Models, Priority, ContextTokens, IdleTimeoutSeconds and TotalTimeoutSeconds then mean anything.</summary>
    public UpstreamKind Kind { get; init; }

    /// <summary>Registry name of the expert that a local upstream is, or <c>name@version</c> for one that does not move.</summary>
    public string? Expert { get; init; }

    /// <summary>Address up to and including the API version, e.g. <c>https://api.example.com/v1</c>. Required of a remote upstream.</summary>
    public string BaseUrl { get; init; } = "";

    /// <summary>Bearer token sent to the upstream. A secret: never logged, never shown.</summary>
    public string? ApiKey { get; init; }

    /// <summary>File that holds the bearer token (for mounted secrets). Not together with <see cref="ApiKey"/>.</summary>
    public string? ApiKeyFile { get; init; }

    /// <summary>Model ids that clients may name and this upstream serves. At least one; of a local upstream its own name when none is given.</summary>
    public string[] Models { get; init; } = [];

    /// <summary>Public model id to the upstream's own id, where they differ.</summary>
    public Dictionary<string, string> Aliases { get; init; } = [];

    /// <summary>Order among upstreams that serve the same model: the lowest is asked first. 0 to 1000, default 100.</summary>
    public int Priority { get; init; } = 100;

    /// <summary>Tokens of prompt and answer that the upstream's models accept. 512 to 10,000,000, default 8192.</summary>
    public int ContextTokens { get; init; } = 8192;

    /// <summary>Seconds to establish a connection. 0.1 to 300, default 5.</summary>
    public double ConnectTimeoutSeconds { get; init; } = 5;

    /// <summary>Seconds from sending the request to the response headers. 0.1 to 3600, default 300.</summary>
    public double FirstByteTimeoutSeconds { get; init; } = 300;

    /// <summary>Seconds between two reads of a running answer. 0.1 to 3600, default 60.</summary>
    public double IdleTimeoutSeconds { get; init; } = 60;

    /// <summary>Seconds for the whole answer of this upstream, its tries included. 1 to 86400, default 600 (what OpenAI's clients wait).</summary>
    public double TotalTimeoutSeconds { get; init; } = 600;

    /// <summary>Further tries before the first byte, on connection failures, 502, 503 and 504. 0 to 10, default 2.</summary>
    public int MaxRetries { get; init; } = 2;

    /// <summary>Retries allowed per request on average, so that retries cannot double a failing upstream's load. 0 to 10, default 0.2.</summary>
    public double RetryBudget { get; init; } = 0.2;

    /// <summary>Share of failed calls within <see cref="BreakerSamplingSeconds"/> that opens the circuit. 0.01 to 1, default 0.5.</summary>
    public double BreakerFailureRatio { get; init; } = 0.5;

    /// <summary>Calls within the sampling time below which the circuit never opens. 2 to 100,000, default 20.</summary>
    public int BreakerMinimumCalls { get; init; } = 20;

    /// <summary>Seconds over which failures are counted. 1 to 3600, default 30.</summary>
    public double BreakerSamplingSeconds { get; init; } = 30;

    /// <summary>Seconds that an open circuit refuses calls. 1 to 3600, default 10.</summary>
    public double BreakSeconds { get; init; } = 10;

    /// <summary>Names the upstream without its secret.</summary>
    public override string ToString() => Kind == UpstreamKind.Local ? $"expert {Expert}" : $"{BaseUrl} (key {(ApiKey is null && ApiKeyFile is null ? "none" : "***")})";
}
