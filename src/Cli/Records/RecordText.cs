using System.Text;
using Audit.Reading;
using Audit.Records;
using Terminal.Output;
using static Terminal.Output.TextSheet;

namespace Cli.Records;

/// <summary>A record for a person to read: what was asked, decided, used, answered, and how it ended.</summary>
internal static class RecordText
{
    public static string Write(AuditRecord record)
    {
        var sheet = new TextSheet();
        WriteOpening(sheet, record.Opening);
        WriteDecision(sheet, record.Opening.Decision);
        WriteSources(sheet, record.Opening.Sources ?? []);
        WriteClosing(sheet, record.Closing);
        WriteContent(sheet, "Request body", record.Opening.Prompt, record.Prompt);
        WriteContent(sheet, "Assembled prompt", record.Opening.AssembledPrompt, record.AssembledPrompt);
        WriteContent(sheet, "Answer", record.Closing?.Answer, record.Answer);
        return sheet.ToString();
    }

    /// <summary>How a request ended, in the words that the log uses.</summary>
    public static string Outcome(RecordClosing? closing) => closing?.Outcome switch
    {
        null => "in_flight",
        RecordOutcome.Completed => "completed",
        RecordOutcome.ClientCancelled => "client_cancelled",
        RecordOutcome.UpstreamFailed => "upstream_failed",
        RecordOutcome.Refused => "refused",
        RecordOutcome.Interrupted => "interrupted",
        { } other => throw new InvalidOperationException($"Unknown outcome {other}."),
    };

    private static void WriteOpening(TextSheet sheet, RecordOpening opening)
    {
        sheet.Heading($"Record {opening.Id}");
        sheet.Fact("asked at", Time(opening.At));
        sheet.Fact("caller", opening.Caller is { } caller ? $"{caller.Name} ({caller.KeyId}, {caller.Role})" : null);
        sheet.Fact("tenant", opening.Caller?.Tenant);
        sheet.Fact("endpoint", opening.Endpoint + (opening.Stream is true ? ", streaming" : ""));
        sheet.Fact("request id", opening.RequestId);
        sheet.Fact("client's id", opening.ClientRequestId);
        sheet.Fact("model asked", opening.ModelAsked);
        sheet.Fact("planned", Joined(" as ", opening.UpstreamPlanned, opening.ModelSent));
        sheet.Facts("version", opening.Versions?.Select(version => $"{version.Key} {version.Value}"));
        sheet.Facts("note", opening.Notes);
    }

    private static void WriteDecision(TextSheet sheet, RecordedDecision? decision)
    {
        if (decision is null)
        {
            return;
        }

        sheet.Heading("Decision");
        sheet.Fact("arm", decision.Arm);
        sheet.Fact("domain", decision.Domain ?? "none");
        sheet.Fact("reason", decision.Reason);
        sheet.Fact("threshold", Number(decision.Threshold));
        sheet.Facts("score", decision.Scores?.Select(score => $"{Number(score.Score)}  {score.Name}"));
        sheet.Fact("router", decision.RouterVersion);
    }

    private static void WriteSources(TextSheet sheet, IReadOnlyList<RecordedSource> sources)
    {
        if (sources.Count > 0)
        {
            sheet.Heading("Sources");
        }

        foreach (RecordedSource source in sources)
        {
            sheet.Fact($"[{source.Label}]", Joined(", ", source.Title, source.Date, source.Domain));
            sheet.Fact("document", Joined(", ", source.DocumentId, source.Path));
            sheet.Fact("characters", source.Start is { } start ? $"{start} to {source.End}" : null);
            sheet.Fact("score", Number(source.Score));
            sheet.Fact("sha-256", source.ChunkSha256?.ToString());
        }
    }

    private static void WriteClosing(TextSheet sheet, RecordClosing? closing)
    {
        sheet.Heading("Outcome");
        sheet.Fact("outcome", Outcome(closing));
        if (closing is null)
        {
            return;
        }

        sheet.Fact("ended at", Time(closing.At));
        sheet.Fact("status", Number(closing.Status));
        sheet.Fact("error", Joined(", ", closing.Error?.Type, closing.Error?.Code));
        sheet.Fact("upstream", Joined(", ", closing.Upstream, closing.UpstreamModel, closing.SystemFingerprint));
        sheet.Facts("attempt", closing.Attempts?.Select(Attempt));
        sheet.Fact("finish reasons", Joined(", ", closing.FinishReasons ?? []));
        sheet.Fact("tokens", closing.Tokens is { } tokens ? Tokens(tokens) : null);
        sheet.Fact("first byte", Milliseconds(closing.Timings?.FirstByteMs));
        sheet.Fact("total", Milliseconds(closing.Timings?.TotalMs));
        sheet.Fact("own overhead", Milliseconds(closing.Timings?.OverheadMs));
        sheet.Facts("note", closing.Notes);
    }

    private static string Attempt(UpstreamAttempt attempt) =>
        Joined(", ", attempt.Upstream, Number(attempt.Status), attempt.Error, Milliseconds(attempt.Ms));

    private static string Tokens(RecordedTokens tokens) =>
        tokens.Source == TokenSource.None
            ? "not counted"
            : $"{tokens.Prompt} prompt, {tokens.Completion} answer, {tokens.Source.ToString().ToLowerInvariant()}";

    private static void WriteContent(TextSheet sheet, string what, ContentDigest? digest, StoredContent? stored)
    {
        if (digest is null)
        {
            return;
        }

        sheet.Heading(what);
        sheet.Fact("sha-256", digest.Sha256.ToString());
        sheet.Fact("size", $"{digest.Size} bytes{(digest.Complete is false ? ", broken off" : "")}");
        if (stored is null)
        {
            sheet.Fact("stored", "no: only its hash is in the log");
            return;
        }

        sheet.Fact("matches", stored.MatchesHash ? "yes" : "NO: the stored bytes are not the recorded ones");
        sheet.Block(Encoding.UTF8.GetString(stored.Bytes.Span));
    }
}
