using Audit.Records;

namespace Audit.Bench;

/// <summary>A record as a pass-through request leaves it: an opening of about 700 bytes of JSON and a closing of about 600.</summary>
internal static class SampleRecord
{
    private static readonly Dictionary<string, string> Versions = new() { ["gateway"] = "0.1.0", ["index"] = "3f1c", ["runtime"] = "10.0.0" };
    private static readonly RecordCaller Caller = new() { KeyId = "key_01", Name = "handbook app", Role = "app" };
    private static readonly RecordedScore[] Scores = [new("handbook", 0.31), new("general", 0.69)];
    private static readonly string[] Finish = ["stop"];

    public static RecordOpening Opening(AuditId id, DateTimeOffset at) => new()
    {
        Id = id,
        At = at,
        Caller = Caller,
        Endpoint = "/v1/chat/completions",
        RequestId = "0HN7GLKJ3KQ2S:00000001",
        ModelAsked = "general-large",
        Stream = true,
        Decision = new RecordedDecision { Arm = "none", Scores = Scores, Threshold = 0.5, Reason = "the model was named, so nothing is added", RouterVersion = "1" },
        UpstreamPlanned = "primary",
        ModelSent = "general-large-2026-01",
        Versions = Versions,
    };

    public static RecordClosing Closing(AuditId id, DateTimeOffset at) => new()
    {
        Id = id,
        At = at,
        Outcome = RecordOutcome.Completed,
        Status = 200,
        Upstream = "primary",
        Attempts = [new UpstreamAttempt { Upstream = "primary", Status = 200, Ms = 20.5 }],
        UpstreamModel = "general-large-2026-01",
        SystemFingerprint = "fp_44709d6fcb",
        FinishReasons = Finish,
        Tokens = new RecordedTokens { Prompt = 210, Completion = 190, Total = 400, Source = TokenSource.Upstream },
        Timings = new RecordedTimings { FirstByteMs = 21.5, TotalMs = 480.25, OverheadMs = 0.4 },
    };
}
