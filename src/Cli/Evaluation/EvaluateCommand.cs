using System.CommandLine;
using Terminal.Output;
using Terminal.Place;

namespace Cli.Evaluation;

/// <summary><c>evaluate</c>: how good this installation's parts are, on public sets.</summary>
internal static class EvaluateCommand
{
    public static Command Build(Screen screen, DataOption data, TimeProvider time) =>
        new("evaluate", "Measure on public sets.") { RetrievalCommand.Build(screen, data, time) };
}
