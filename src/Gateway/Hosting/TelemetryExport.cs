using Gateway.Recording;
using Gateway.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Gateway.Hosting;

/// <summary>Sends traces and metrics to a collector, when one is configured.</summary>
internal sealed class TelemetryExport : IAsyncDisposable
{
    private readonly List<IDisposable> _providers = [];

    /// <summary>Starts the exporters, or nothing.</summary>
    public static TelemetryExport Start(TelemetryOptions options)
    {
        var export = new TelemetryExport();
        if (options.OtlpEndpoint is not { } endpoint)
            return export;
        var resource = ResourceBuilder.CreateDefault().AddService("gateway", serviceVersion: GatewayVersions.Gateway);
        export._providers.Add(Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource).AddSource(TelemetryNames.Source, "Microsoft.AspNetCore")
            .AddOtlpExporter(otlp => otlp.Endpoint = new Uri(endpoint)).Build());
        export._providers.Add(Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource).AddMeter(TelemetryNames.Source)
            .AddOtlpExporter(otlp => otlp.Endpoint = new Uri(endpoint)).Build());
        return export;
    }

    /// <summary>Sends what is left and stops.</summary>
    public ValueTask DisposeAsync()
    {
        foreach (var provider in _providers)
            provider.Dispose();
        return ValueTask.CompletedTask;
    }
}
