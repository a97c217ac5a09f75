using System.Collections.Immutable;
using Audit.Merkle;
using Audit.Records;
using Gateway.Upstreams;
using Protocol.Errors;

namespace Gateway.Recording;

/// <summary>Turns how a request ended into its closing entry.</summary>
internal static class ClosingFacts
{
    /// <summary>An upstream answered, completely or not.</summary>
    public static RecordClosing OfAnswer(UpstreamAnswer answer, UpstreamCall call, RecordOutcome outcome) => new()
    {
        Id = default,
        At = default,
        Outcome = outcome,
        Status = answer.Status,
        Error = answer.Fault == UpstreamFault.None ? null : new RecordedError { Type = ErrorTypes.Server, Code = answer.Fault.ToString() },
        Upstream = call.Answered?.Name,
        Attempts = Recorded(call.Attempts),
        UpstreamModel = Short(answer.Model),
        SystemFingerprint = Short(call.SystemFingerprint),
        Notes = Short(call.UpstreamRequestId) is { } id ? [$"The upstream calls this request '{id}', and so does the client's x-request-id."] : null,
        FinishReasons = answer.FinishReasons.IsEmpty ? null : answer.FinishReasons,
        Tokens = answer.Usage is { } usage
            ? new RecordedTokens { Prompt = usage.Prompt, Completion = usage.Completion, Total = usage.Total, Source = TokenSource.Upstream }
            : new RecordedTokens { Source = TokenSource.None },
        Answer = new ContentDigest { Sha256 = answer.BodyHash, Size = answer.BodyBytes, Complete = outcome == RecordOutcome.Completed ? null : false },
    };

    /// <summary>How an upstream's answer is classed: anything but a complete answer is a failure.</summary>
    public static RecordOutcome OutcomeOf(UpstreamAnswer answer) =>
        answer.Fault == UpstreamFault.None && answer.Status < 400 ? RecordOutcome.Completed : RecordOutcome.UpstreamFailed;

    /// <summary>The gateway answered with an error of its own.</summary>
    public static RecordClosing OfError(ApiError error, ImmutableArray<Upstreams.UpstreamAttempt> attempts, RecordOutcome outcome) => new()
    {
        Id = default,
        At = default,
        Outcome = outcome,
        Status = error.Status,
        Error = new RecordedError { Type = error.Type, Code = error.Code },
        Attempts = Recorded(attempts),
    };

    /// <summary>The gateway composed the answer itself.</summary>
    public static RecordClosing OfComposed(ComposedAnswer answer, ReadOnlySpan<byte> body, RecordedTokens tokens, ImmutableArray<Upstreams.UpstreamAttempt> attempts) => new()
    {
        Id = default,
        At = default,
        Outcome = RecordOutcome.Completed,
        Status = StatusCodes.Status200OK,
        UpstreamModel = ExtractiveAnswerer.Name,
        SystemFingerprint = ExtractiveAnswerer.Fingerprint,
        Attempts = Recorded(attempts),
        FinishReasons = ["stop"],
        Tokens = tokens,
        Notes = [answer.Abstained ? $"Abstained: {answer.Reason}" : answer.Reason],
        Answer = new ContentDigest { Sha256 = Sha256Digest.Of(body), Size = body.Length },
    };

    /// <summary>What an upstream says of itself has no length that can be trusted; an entry has.</summary>
    private static string? Short(string? text) => text is { Length: > 200 } ? text[..200] + "…" : text;

    private static List<Audit.Records.UpstreamAttempt>? Recorded(ImmutableArray<Upstreams.UpstreamAttempt> attempts) => attempts.IsDefaultOrEmpty
        ? null
        : [.. attempts.Select(attempt => new Audit.Records.UpstreamAttempt
        {
            Upstream = attempt.Upstream,
            Status = attempt.Status,
            Error = attempt.Fault == UpstreamFault.None ? null : attempt.Fault.ToString(),
        })];
}
