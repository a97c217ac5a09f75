namespace Gateway.Hosting;

/// <summary>Export of traces and metrics, under <c>Telemetry</c>. Off by default: nothing leaves the machine unasked.</summary>
internal sealed record TelemetryOptions
{
    /// <summary>Address of an OpenTelemetry collector (OTLP over gRPC), e.g. <c>http://127.0.0.1:4317</c>. Null: no export.</summary>
    public string? OtlpEndpoint { get; init; }

    /// <summary>Adds what is wrong with these settings.</summary>
    public void Check(List<string> mistakes)
    {
        if (OtlpEndpoint is { } endpoint && !(Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            mistakes.Add($"Telemetry:OtlpEndpoint is '{endpoint}'; expected an absolute http or https address.");
    }
}
