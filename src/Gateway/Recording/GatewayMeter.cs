using System.Diagnostics;
using System.Diagnostics.Metrics;
using Audit.Records;
using Gateway.Routing;
using Gateway.Telemetry;
using Protocol.Frames;

namespace Gateway.Recording;

/// <summary>Measures every request that was not refused at once. Costs next to nothing while nobody listens.</summary>
internal static class GatewayMeter
{
    private static readonly Meter Meter = new(TelemetryNames.Source);
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(TelemetryNames.RequestDuration, "s");
    private static readonly Histogram<double> FirstToken = Meter.CreateHistogram<double>(TelemetryNames.TimeToFirstToken, "s");
    private static readonly Histogram<long> Tokens = Meter.CreateHistogram<long>(TelemetryNames.TokenUsage, "{token}");
    private static readonly Histogram<double> Overhead = Meter.CreateHistogram<double>(TelemetryNames.Overhead, "s");

    /// <summary>Takes the figures of one request.</summary>
    public static void Answered(RequestFacts? facts, RecordClosing closing, TimeSpan total, TimeSpan? firstByte, double overheadMs)
    {
        if (!Duration.Enabled && !Overhead.Enabled)
            return;
        var tags = new TagList
        {
            { TelemetryNames.Operation, TelemetryNames.OperationOf(facts?.Kind ?? RequestKind.Chat) },
            { TelemetryNames.RequestModel, facts?.Decision?.Model },
            { TelemetryNames.Provider, closing.Upstream },
            { TelemetryNames.Arm, facts?.Decision?.Arm.Name() },
            { TelemetryNames.Outcome, closing.Outcome.ToString() },
        };
        Duration.Record(total.TotalSeconds, tags);
        if (firstByte is { } first)
            FirstToken.Record(first.TotalSeconds, tags);
        Overhead.Record(overheadMs / 1000, tags);
        Count("input", closing.Tokens?.Prompt, tags);
        Count("output", closing.Tokens?.Completion, tags);
    }

    private static void Count(string type, long? tokens, TagList tags)
    {
        if (tokens is not { } count)
            return;
        tags.Add(TelemetryNames.TokenType, type);
        Tokens.Record(count, tags);
    }
}
