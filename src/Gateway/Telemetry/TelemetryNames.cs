using Protocol.Frames;

namespace Gateway.Telemetry;

/// <summary>
/// The only place for names of activities, meters and attributes. Those beginning with <c>gen_ai</c> follow the
/// OpenTelemetry generative-AI conventions, which are still in development and will change.
/// </summary>
internal static class TelemetryNames
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string Source = "Gateway";

    /// <summary>Histogram, seconds: whole time of a request.</summary>
    public const string RequestDuration = "gen_ai.server.request.duration";

    /// <summary>Histogram, seconds: time until the first byte of the answer.</summary>
    public const string TimeToFirstToken = "gen_ai.server.time_to_first_token";

    /// <summary>Histogram, tokens: reported by the upstream.</summary>
    public const string TokenUsage = "gen_ai.client.token.usage";

    /// <summary>Histogram, seconds: the gateway's own time until the first byte.</summary>
    public const string Overhead = "gateway.overhead";

    /// <summary>Attribute: see <see cref="OperationOf"/>.</summary>
    public const string Operation = "gen_ai.operation.name";

    /// <summary>Attribute: the model that answered, as planned.</summary>
    public const string RequestModel = "gen_ai.request.model";

    /// <summary>Attribute: the upstream that was asked.</summary>
    public const string Provider = "gen_ai.provider.name";

    /// <summary>Attribute: the model that the upstream says it used.</summary>
    public const string ResponseModel = "gen_ai.response.model";

    /// <summary>Attribute: tokens of the prompt.</summary>
    public const string InputTokens = "gen_ai.usage.input_tokens";

    /// <summary>Attribute: tokens of the answer.</summary>
    public const string OutputTokens = "gen_ai.usage.output_tokens";

    /// <summary>Attribute: code or type of the error.</summary>
    public const string ErrorType = "error.type";

    /// <summary>Attribute: id of the record.</summary>
    public const string AuditId = "gateway.audit_id";

    /// <summary>Attribute: <c>input</c> or <c>output</c>.</summary>
    public const string TokenType = "gen_ai.token.type";

    /// <summary>Attribute: what the prompt got (arm).</summary>
    public const string Arm = "gateway.arm";

    /// <summary>Attribute: how the request ended.</summary>
    public const string Outcome = "gateway.outcome";

    /// <summary>The conventions' word for what is asked for.</summary>
    public static string OperationOf(RequestKind kind) => kind switch
    {
        RequestKind.Completion => "text_completion",
        RequestKind.Embedding => "embeddings",
        _ => "chat",
    };
}
