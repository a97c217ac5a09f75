using System.CommandLine;
using System.Text.Json;
using Audit.Reading;
using Audit.Records;
using Terminal.Output;
using Terminal.Place;

namespace Cli.Records;

/// <summary><c>audit show</c>: one record, for a person or as JSON.</summary>
internal static class ShowCommand
{
    /// <summary>The default encoder escapes everything outside ASCII, so a terminal can show any record.</summary>
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static Command Build(Screen screen, DataOption data)
    {
        var id = new Argument<string>("id") { Description = "The record's id, from the header x-gateway-audit-id." };
        var json = new Option<bool>("--json") { Description = "One JSON object instead of text." };
        var command = new Command("show", "Show one record with its prompt and answer.") { id, json };
        command.SetAction(parsed => LogFolder.Read(screen, () =>
            Show(screen, LogFolder.ParseId(parsed.GetRequiredValue(id)), LogFolder.Of(data, parsed), parsed.GetValue(json))));
        return command;
    }

    private static int Show(Screen screen, AuditId id, string folder, bool json)
    {
        if (new AuditReader(folder).Find(id) is not { } record)
        {
            screen.WriteRemark($"The log holds no record {id}.");
            return ExitCode.Finding;
        }

        screen.Output.Write(json ? RecordJson.Of(record).ToJsonString(Indented) + Environment.NewLine : RecordText.Write(record));
        return ExitCode.Ok;
    }
}
