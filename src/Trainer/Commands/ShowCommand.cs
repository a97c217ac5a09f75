using System.CommandLine;
using Terminal.Output;

namespace Trainer.Commands;

/// <summary><c>show</c>: a run's plan, how it stands, and its loss curves.</summary>
internal static class ShowCommand
{
    public static Command Build(Screen screen, TrainerPlace place)
    {
        var id = new Argument<string>("run") { Description = "The run, or the beginning of its name." };
        var command = new Command("show", "Show a run: its plan, how it stands, its loss curves.") { id };
        command.SetAction(parsed =>
        {
            var run = TrainerPlace.Run(place.Runs(parsed), parsed.GetRequiredValue(id));
            screen.Output.Write(RunSheet.Of(run));
            screen.Results.Write(RunSheet.Curves(run));
            return ExitCode.Ok;
        });
        return command;
    }
}
