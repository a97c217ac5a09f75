using System.CommandLine;
using Terminal.Output;
using Trainer.Runs;

namespace Trainer.Commands;

/// <summary><c>resume</c>: goes on with a run that was stopped, killed or failed.</summary>
internal static class ResumeCommand
{
    public static Command Build(Screen screen, TrainerPlace place)
    {
        var id = new Argument<string?>("run") { Description = "The run, or the beginning of its name. Default: the last one that is not finished.", Arity = ArgumentArity.ZeroOrOne };
        var wait = RunCommand.WaitOption();
        var command = new Command("resume", "Go on with a run that was stopped, killed or failed; with one thread to the same expert bit for bit.") { id, wait };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var services = place.Services(parsed);
            var folder = TrainerPlace.Run(services.Store, parsed.GetValue(id));
            if (folder.ReadState() is { Status: RunStatus.Finished, Registered: { } registered })
            {
                screen.WriteRemark($"Run {folder.Id} is finished.");
                screen.WriteResult(registered);
                return ExitCode.Ok;
            }

            screen.WriteRemark($"Run {folder.Id} goes on.");
            return await RunCommand.GoAsync(screen, folder, services, parsed.GetValue(wait), cancellationToken);
        });
        return command;
    }
}
