using System.CommandLine;
using System.Globalization;
using Terminal.Output;
using Terminal.Place;
using Spectre.Console;
using State.Keys;

namespace Cli.Keys;

/// <summary><c>keys list</c>: all keys, also revoked ones, without their tokens.</summary>
internal static class ListCommand
{
    public static Command Build(Screen screen, DataOption data, TimeProvider time)
    {
        var command = new Command("list", "List the keys, oldest first.");
        command.SetAction(parsed =>
        {
            IReadOnlyList<ApiKey> keys = KeyStore.Open(data.ExistingKeys(parsed), time).List();
            screen.Results.Write(TableOf(keys, screen.IsTerminal));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Table TableOf(IReadOnlyList<ApiKey> keys, bool terminal)
    {
        Table table = new Table().Border(terminal ? TableBorder.Rounded : TableBorder.None);
        foreach (string heading in (string[])["Id", "Token", "Role", "State", "Created (UTC)", "Models", "Domains", "Labels", "Tenant", "Name"])
        {
            table.AddColumn(heading);
        }

        foreach (ApiKey key in keys)
        {
            table.AddRow(Cells(key));
        }

        return table;
    }

    private static Text[] Cells(ApiKey key) =>
    [
        Cell(key.Id),
        Cell(key.Hint),
        Cell(key.Role.ToString()),
        Cell(key.RevokedAt is { } at ? $"revoked {Time(at)}" : "valid"),
        Cell(Time(key.CreatedAt)),
        Cell(string.Join(',', key.Models)),
        Cell(string.Join(',', key.Domains)),
        Cell(string.Join(',', key.Labels)),
        Cell(key.Tenant ?? "-"),
        Cell(key.Name),
    ];

    private static Text Cell(string text) => new(SafeText.Line(text.Length == 0 ? "-" : text));

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
