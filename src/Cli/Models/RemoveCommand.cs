using System.CommandLine;
using Terminal.Output;
using Terminal.Place;
using Experts.Registry;

namespace Cli.Models;

/// <summary><c>models remove</c>: deletes a version that is not current.</summary>
internal static class RemoveCommand
{
    public static Command Build(Screen screen, DataOption data, TimeProvider time)
    {
        Argument<string> expert = ExpertId.Argument("name@version; the current version stays.");
        var command = new Command("remove", "Delete a version of an expert, for good.") { expert };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            ExpertId asked = ExpertId.Parse(parsed.GetRequiredValue(expert));
            var registry = new ExpertRegistry(data.Existing(parsed).RegistryFolder, time);
            string removed = await registry.RemoveAsync(asked.Name, asked.RequiredVersion(), cancellationToken);
            screen.WriteResult($"{asked.Name}@{removed} is removed.");
            return ExitCode.Ok;
        });
        return command;
    }
}
