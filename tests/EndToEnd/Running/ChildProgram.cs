using System.Diagnostics;
using Support;
using Xunit;

namespace EndToEnd.Running;

/// <summary>Runs programs that end by themselves.</summary>
internal static class ChildProgram
{
    private static readonly string CliPath = Path.Combine(
        SolutionFolder.Path, "src", "Cli", "bin", SolutionFolder.Configuration, "net10.0", "Cli.dll");

    /// <summary>The built <c>Cli</c> on a data folder.</summary>
    public static Task<ProgramResult> CliAsync(string dataFolder, params string[] arguments) =>
        RunAsync("dotnet", [CliPath, .. arguments, "--data", dataFolder]);

    /// <summary>A line of shell, as a person would paste it.</summary>
    public static Task<ProgramResult> BashAsync(string script) => RunAsync("bash", ["-c", script]);

    private static async Task<ProgramResult> RunAsync(string file, IEnumerable<string> arguments)
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{file} did not start.");
        string[] texts = await Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(stop), process.StandardError.ReadToEndAsync(stop));
        await process.WaitForExitAsync(stop);
        return new ProgramResult(process.ExitCode, texts[0], texts[1]);
    }
}
