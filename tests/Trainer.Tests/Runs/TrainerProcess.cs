using System.Diagnostics;

namespace Trainer.Tests.Runs;

/// <summary>The trainer as a process of its own.</summary>
internal static class TrainerProcess
{
    /// <summary>Runs it to its end, or kills it (SIGKILL) when something has happened.</summary>
    /// <param name="until">When it is killed; null never.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <param name="arguments">The command line.</param>
    /// <returns>Its exit code (137 when killed) and what it said on standard error.</returns>
    public static async Task<(int Code, string Error)> RunAsync(Func<CancellationToken, Task>? until, CancellationToken cancellationToken, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Trainer.dll"), .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var end = process.WaitForExitAsync(cancellationToken);
        if (until is not null)
        {
            await Task.WhenAny(until(cancellationToken), end);
            process.Kill(); // SIGKILL
        }

        await end;
        await output;
        return (process.ExitCode, await error);
    }
}
