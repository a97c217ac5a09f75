using System.Diagnostics;
using Audit.Records;
using Gateway.Telemetry;
using Protocol.Frames;

namespace Gateway.Recording;

/// <summary>One span a request, named as the generative-AI conventions want it. No span exists while nobody listens.</summary>
internal static class GatewayTrace
{
    private static readonly ActivitySource Source = new(TelemetryNames.Source);

    /// <summary>Begins the span of a request to a model; null while nobody listens.</summary>
    public static Activity? Begin(RequestKind kind, string? model) => Source.HasListeners()
        ? Source.StartActivity($"{TelemetryNames.OperationOf(kind)} {model}")?.SetTag(TelemetryNames.Operation, TelemetryNames.OperationOf(kind)).SetTag(TelemetryNames.RequestModel, model)
        : null;

    /// <summary>Ends the span with how the request ended.</summary>
    public static void End(Activity? span, RecordClosing closing)
    {
        if (span is null)
            return;
        span.SetTag(TelemetryNames.Provider, closing.Upstream)
            .SetTag(TelemetryNames.ResponseModel, closing.UpstreamModel)
            .SetTag(TelemetryNames.InputTokens, closing.Tokens?.Prompt)
            .SetTag(TelemetryNames.OutputTokens, closing.Tokens?.Completion)
            .SetTag(TelemetryNames.Outcome, closing.Outcome.ToString())
            .SetTag(TelemetryNames.AuditId, closing.Id.ToString());
        if (closing.Error is { } error)
            span.SetTag(TelemetryNames.ErrorType, error.Code ?? error.Type).SetStatus(ActivityStatusCode.Error);
        span.Dispose();
    }
}
