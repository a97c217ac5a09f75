using System.CommandLine;
using Audit.Reading;
using Audit.Records;
using Cli.Output;
using Cli.Place;

namespace Cli.Records;

/// <summary><c>audit show</c>: one record, for a person or as JSON.</summary>
internal static class ShowCommand
{
    public static Command Build(Screen screen, DataOption data)
    {
        var id = new Argument<string>("id") { Description = "The record's id, from the header x-gateway-audit-id." };
        var json = new Option<bool>("--json") { Description = "One JSON object instead of text." };
        var command = new Command("show", "Show one record with its prompt and answer.") { id, json };
        command.SetAction(parsed =>
        {
            AuditId asked = LogFolder.ParseId(parsed.GetRequiredValue(id));
            AuditRecord? record = new AuditReader(LogFolder.Of(data, parsed)).Find(asked);
            if (record is null)
            {
                screen.WriteRemark($"The log holds no record {asked}.");
                return ExitCode.Finding;
            }

            screen.Output.Write(parsed.GetValue(json) ? RecordJson.Write(record) : RecordText.Write(record));
            return ExitCode.Ok;
        });
        return command;
    }
}
