using System.CommandLine;
using System.Globalization;
using Audit.Reading;
using Audit.Records;
using Terminal.Output;
using Terminal.Place;
using Spectre.Console;

namespace Cli.Records;

/// <summary><c>audit list</c>: the newest records, one a line.</summary>
internal static class ListCommand
{
    private const int Most = 10_000;

    public static Command Build(Screen screen, DataOption data)
    {
        var last = new Option<int>("--last") { Description = $"How many records, 1 to {Most}.", DefaultValueFactory = _ => 20 };
        last.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > Most)
            {
                result.AddError($"--last takes a number from 1 to {Most}.");
            }
        });
        var command = new Command("list", "List the newest records, newest first.") { last };
        command.SetAction(parsed => LogFolder.Read(screen, () =>
        {
            IReadOnlyList<AuditRecord> records = new AuditReader(LogFolder.Of(data, parsed)).Newest(parsed.GetValue(last));
            screen.Results.Write(TableOf(records, screen.IsTerminal));
            return ExitCode.Ok;
        }));
        return command;
    }

    private static Table TableOf(IReadOnlyList<AuditRecord> records, bool terminal)
    {
        Table table = new Table().Border(terminal ? TableBorder.Rounded : TableBorder.None);
        foreach (string heading in (string[])["Id", "Time (UTC)", "Outcome", "Status", "Arm", "Domain", "Model", "Upstream", "Caller"])
        {
            table.AddColumn(new TableColumn(heading).NoWrap());
        }

        foreach (AuditRecord record in records)
        {
            table.AddRow(Cells(record.Opening, record.Closing));
        }

        return table;
    }

    private static Text[] Cells(RecordOpening opening, RecordClosing? closing) =>
    [
        Cell(opening.Id.ToString()),
        Cell(opening.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)),
        Cell(RecordText.Outcome(closing)),
        Cell(closing?.Status?.ToString(CultureInfo.InvariantCulture)),
        Cell(opening.Decision?.Arm),
        Cell(opening.Decision?.Domain),
        Cell(opening.ModelAsked),
        Cell(closing?.Upstream ?? opening.UpstreamPlanned),
        Cell(opening.Caller?.Name),
    ];

    private static Text Cell(string? text) => new(string.IsNullOrEmpty(text) ? "-" : SafeText.Line(text));
}
