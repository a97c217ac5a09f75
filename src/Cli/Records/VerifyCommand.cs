using System.CommandLine;
using Audit.Records;
using Audit.Verification;
using Terminal.Output;
using Terminal.Place;

namespace Cli.Records;

/// <summary>
/// <c>audit verify</c>: recomputes the whole log, or proves that one record is in it. Needs the log's files and
/// nothing from whoever wrote them.
/// </summary>
internal static class VerifyCommand
{
    public static Command Build(Screen screen, DataOption data)
    {
        var id = new Argument<string?>("id")
        {
            Description = "A record to prove; without it the whole log is verified.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var expect = new Option<string?>("--expect")
        {
            Description = "A head that was noted elsewhere, <entries>:<root>, which the log must still agree with.",
        };
        var command = new Command("verify", "Verify the log, or prove one record; exit code 1 when something is wrong.") { id, expect };
        command.SetAction(parsed => LogFolder.Read(screen, () => parsed.GetValue(id) is { } asked
            ? VerifyRecord(screen, LogFolder.ParseId(asked), LogFolder.Of(data, parsed))
            : VerifyLog(screen, LogFolder.Of(data, parsed), Noted(parsed.GetValue(expect)))));
        return command;
    }

    private static NotedHead? Noted(string? text) => text is null ? null
        : NotedHead.TryParse(text, out NotedHead head) ? head
        : throw new CommandException($"Expected --expect <entries>:<root>, such as 278:16c9…, found '{text}'.");

    private static int VerifyLog(Screen screen, string folder, NotedHead? noted)
    {
        VerificationReport report = AuditVerifier.Verify(folder, noted);
        VerificationText.Of(report).ForEach(screen.WriteResult);
        return report.IsValid ? ExitCode.Ok : ExitCode.Finding;
    }

    private static int VerifyRecord(Screen screen, AuditId id, string folder)
    {
        if (AuditVerifier.VerifyRecord(folder, id) is not { } verification)
        {
            screen.WriteRemark($"The log holds no record {id}.");
            return ExitCode.Finding;
        }

        VerificationText.Of(verification).ForEach(screen.WriteResult);
        return verification.IsValid ? ExitCode.Ok : ExitCode.Finding;
    }
}
