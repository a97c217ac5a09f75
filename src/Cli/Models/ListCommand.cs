using System.CommandLine;
using Terminal.Output;
using Terminal.Place;
using Experts.Registry;
using Spectre.Console;

namespace Cli.Models;

/// <summary><c>models list</c>: all versions of all experts, torn ones too.</summary>
internal static class ListCommand
{
    public static Command Build(Screen screen, DataOption data, TimeProvider time)
    {
        var command = new Command("list", "List the versions of all experts, oldest first.");
        command.SetAction(parsed =>
        {
            var registry = new ExpertRegistry(data.Existing(parsed).RegistryFolder, time);
            screen.Results.Write(TableOf(registry, screen.IsTerminal));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Table TableOf(ExpertRegistry registry, bool terminal)
    {
        Table table = new Table().Border(terminal ? TableBorder.Rounded : TableBorder.None);
        foreach (string heading in (string[])["Expert", "Version", "State", "Architecture", "Quantisation", "Size", "Domain", "Created (UTC)"])
        {
            table.AddColumn(heading);
        }

        foreach (string name in registry.Names())
        {
            AddRows(table, registry, name);
        }

        return table;
    }

    private static void AddRows(Table table, ExpertRegistry registry, string name)
    {
        string? current = CurrentOf(registry, name);
        IReadOnlyList<ExpertVersion> versions = registry.List(name);
        foreach (ExpertVersion version in versions)
        {
            table.AddRow(Cells(version, version.Version == current));
        }

        foreach (string torn in registry.Hashes(name).Except(versions.Select(version => version.Version)))
        {
            table.AddRow([Cell(name), Cell(ExpertId.Short(torn)), Cell(torn == current ? "torn, current" : "torn"), .. Enumerable.Repeat(Cell("-"), 5)]);
        }
    }

    private static Text[] Cells(ExpertVersion version, bool isCurrent) =>
    [
        Cell(version.Name),
        Cell(ExpertId.Short(version.Version)),
        Cell(isCurrent ? "current" : "-"),
        Cell(version.Manifest?.Facts.Architecture ?? "-"),
        Cell(version.Manifest?.Facts.Quantisation ?? "-"),
        Cell(ByteText.Of(version.Manifest?.Bytes ?? 0)),
        Cell(version.Manifest?.Facts.Domain ?? "-"),
        Cell(version.Manifest is { } manifest ? TextSheet.Time(manifest.Created) : "-"),
    ];

    /// <summary>A damaged pointer hides no version: 'models current' tells what is wrong with it.</summary>
    private static string? CurrentOf(ExpertRegistry registry, string name)
    {
        try
        {
            return registry.Current(name);
        }
        catch (RegistryException)
        {
            return null;
        }
    }

    private static Text Cell(string text) => new(SafeText.Line(text));
}
