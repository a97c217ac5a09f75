using System.CommandLine;
using Terminal.Output;
using Terminal.Place;
using Trainer.Runs;

namespace Trainer.Commands;

/// <summary>All commands of the trainer, and what every one of them does about a problem.</summary>
internal sealed class TrainerCommands
{
    /// <summary>How long a stopped run may take to write its checkpoint before the process ends.</summary>
    private static readonly TimeSpan _lastCheckpoint = TimeSpan.FromMinutes(5);

    private readonly Screen _screen;
    private readonly RootCommand _root;

    public TrainerCommands(Screen screen, TimeProvider time)
    {
        _screen = screen;
        var place = new TrainerPlace(new DataOption(), time);
        _root = new RootCommand("Trains the experts of a gateway from its documents. Exit codes: 0 done, 1 something wrong was found, 2 could not run.")
        {
            RunCommand.Build(screen, place),
            ResumeCommand.Build(screen, place),
            PlanCommand.Build(screen, place),
            ListCommand.Build(screen, place),
            ShowCommand.Build(screen, place),
            WorkCommand.Build(screen, place),
        };
        _root.Options.Add(place.Data.Option);
    }

    /// <summary>Runs one command line.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        ParseResult parsed = _root.Parse(arguments);
        var invocation = new InvocationConfiguration
        {
            Output = parsed.Errors.Count > 0 ? _screen.Error : _screen.Output,
            Error = _screen.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = _lastCheckpoint,
        };
        try
        {
            int code = await parsed.InvokeAsync(invocation, cancellationToken);
            return parsed.Errors.Count > 0 ? ExitCode.CannotRun : code;
        }
        catch (OperationCanceledException)
        {
            _screen.WriteRemark("Cancelled; nothing was changed.");
            return ExitCode.CannotRun;
        }
        catch (Exception problem) when (problem is CommandException or DomainBusyException || RunProblems.AreForOperators(problem))
        {
            _screen.WriteRemark(problem.Message);
            return ExitCode.CannotRun;
        }
    }
}
