using System.CommandLine;

namespace Trainer.Commands;

/// <summary>All commands of the trainer.</summary>
internal static class TrainerCommands
{
    /// <summary>Runs one command line.</summary>
    /// <returns>0 done, 1 something wrong was found, 2 could not run.</returns>
    public static Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var root = new RootCommand("Trains the experts of a gateway from its documents. Exit codes: 0 done, 1 something wrong was found, 2 could not run.");
        return root.Parse(arguments).InvokeAsync(cancellationToken: cancellationToken);
    }
}
