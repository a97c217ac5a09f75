using System.CommandLine;
using Audit.Records;
using Audit.Verification;
using Cli.Output;
using Cli.Place;

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
        var command = new Command("verify", "Verify the log, or prove one record; exit code 1 when something is wrong.") { id };
        command.SetAction(parsed => LogFolder.Read(screen, () => parsed.GetValue(id) is { } asked
            ? VerifyRecord(screen, LogFolder.ParseId(asked), LogFolder.Of(data, parsed))
            : VerifyLog(screen, LogFolder.Of(data, parsed))));
        return command;
    }

    private static int VerifyLog(Screen screen, string folder)
    {
        VerificationReport report = AuditVerifier.Verify(folder);
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
