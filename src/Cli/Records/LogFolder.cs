using System.CommandLine;
using Audit.Records;
using Terminal.Output;
using Terminal.Place;

namespace Cli.Records;

/// <summary>What the commands on records share: finding the log and understanding an id.</summary>
internal static class LogFolder
{
    /// <exception cref="CommandException">There is no log.</exception>
    public static string Of(DataOption data, ParseResult parsed)
    {
        string folder = data.Existing(parsed).AuditFolder;
        return Directory.Exists(folder)
            ? folder
            : throw new CommandException($"There is no audit log at '{folder}': nothing was recorded there yet. Is --data right?");
    }

    /// <summary>Runs what reads the log. Damage met on the way is a finding, as if it had been looked for.</summary>
    public static int Read(Screen screen, Func<int> reading)
    {
        try
        {
            return reading();
        }
        catch (InvalidDataException damage)
        {
            screen.WriteRemark($"The log is damaged: {damage.Message} 'audit verify' examines all of it.");
            return ExitCode.Finding;
        }
    }

    /// <exception cref="CommandException">The text is no id of a record.</exception>
    public static AuditId ParseId(string text) =>
        AuditId.TryParse(text, out AuditId id)
            ? id
            : throw new CommandException(
                $"Expected the id of a record, aud_ and 32 lower-case hexadecimal digits, as in the header x-gateway-audit-id; found '{text}'.");
}
