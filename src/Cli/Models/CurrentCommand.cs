using System.CommandLine;
using Terminal.Output;
using Terminal.Place;
using Experts.Registry;

namespace Cli.Models;

/// <summary><c>models current</c>: tells which version of an expert answers, or chooses it. Running gateways notice within seconds.</summary>
internal static class CurrentCommand
{
    public static Command Build(Screen screen, DataOption data, TimeProvider time)
    {
        Argument<string> expert = ExpertId.Argument("name tells its current version; name@version makes that one current.");
        var command = new Command("current", "Show or choose the version of an expert that answers.") { expert };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var registry = new ExpertRegistry(data.Existing(parsed).RegistryFolder, time);
            var (name, version) = ExpertId.Parse(parsed.GetRequiredValue(expert));
            string? current = version is null
                ? registry.Current(name)
                : (await registry.SetCurrentAsync(name, version, cancellationToken)).Version;
            if (current is null)
            {
                screen.WriteRemark($"No version of '{name}' is current. 'models list' shows what there is.");
                return ExitCode.Finding;
            }

            screen.WriteResult($"{name}@{current}");
            return ExitCode.Ok;
        });
        return command;
    }
}
