using System.CommandLine;
using Terminal.Output;
using Terminal.Place;

namespace Cli.Records;

/// <summary><c>audit</c>: what was answered, and whether the log still says so.</summary>
internal static class AuditCommand
{
    public static Command Build(Screen screen, DataOption data) =>
        new("audit", "Read and verify the records of answers.")
        {
            ShowCommand.Build(screen, data),
            ListCommand.Build(screen, data),
            VerifyCommand.Build(screen, data),
        };
}
