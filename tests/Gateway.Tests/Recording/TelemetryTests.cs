using System.Diagnostics;
using System.Diagnostics.Metrics;
using Audit.Records;
using Gateway.Recording;
using Gateway.Telemetry;
using Xunit;

namespace Gateway.Tests.Recording;

public sealed class TelemetryTests
{
    private static readonly RecordClosing Closing = new()
    {
        Id = AuditId.New(TimeProvider.System),
        At = default,
        Outcome = RecordOutcome.Completed,
        Upstream = "first",
        UpstreamModel = "fast-2026",
        Tokens = new RecordedTokens { Prompt = 30, Completion = 12, Total = 42, Source = TokenSource.Upstream },
    };

    [Fact]
    public void A_closed_request_is_measured_under_the_conventions_names()
    {
        var seen = new Dictionary<string, double>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == TelemetryNames.Source)
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => seen[instrument.Name] = value);
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => seen[$"{instrument.Name} {Tag(tags, TelemetryNames.TokenType)}"] = value);
        listener.Start();

        GatewayMeter.Answered(null, Closing, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(1), overheadMs: 2);

        Assert.Equal(3, seen["gen_ai.server.request.duration"]);
        Assert.Equal(1, seen["gen_ai.server.time_to_first_token"]);
        Assert.Equal(0.002, seen["gateway.overhead"]);
        Assert.Equal(30, seen["gen_ai.client.token.usage input"]);
        Assert.Equal(12, seen["gen_ai.client.token.usage output"]);
    }

    [Fact]
    public void A_request_is_one_span_with_model_tokens_and_record()
    {
        Activity? ended = null;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == TelemetryNames.Source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => ended = activity,
        };
        ActivitySource.AddActivityListener(listener);

        GatewayTrace.End(GatewayTrace.Begin(Protocol.Frames.RequestKind.Chat, "fast"), Closing);

        Assert.Equal("chat fast", ended?.DisplayName);
        Assert.Equal("fast-2026", ended?.GetTagItem("gen_ai.response.model"));
        Assert.Equal(30L, ended?.GetTagItem("gen_ai.usage.input_tokens"));
        Assert.Equal(Closing.Id.ToString(), ended?.GetTagItem("gateway.audit_id"));
    }

    private static object? Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == name)
                return tag.Value;
        }
        return null;
    }
}
