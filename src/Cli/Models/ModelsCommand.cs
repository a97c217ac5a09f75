using System.CommandLine;
using Terminal.Output;
using Terminal.Place;

namespace Cli.Models;

/// <summary><c>models</c>: the models that answer in the gateway's own process.</summary>
internal static class ModelsCommand
{
    public static Command Build(Screen screen, DataOption data, TimeProvider time) =>
        new("models", "Import, list, inspect and remove local models, and choose which version answers.")
        {
            ImportCommand.Build(screen, data, time),
            ListCommand.Build(screen, data, time),
            InspectCommand.Build(screen, data, time),
            CurrentCommand.Build(screen, data, time),
            RemoveCommand.Build(screen, data, time),
        };
}
