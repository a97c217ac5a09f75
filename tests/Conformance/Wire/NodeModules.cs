using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using Support;

namespace Conformance.Wire;

/// <summary>The npm packages of the clients, installed from the lock file when missing or stale.</summary>
internal static class NodeModules
{
    /// <summary>The npm project.</summary>
    public static string Folder { get; } = Path.Combine(SolutionFolder.Path, "tests", "Conformance", "Wire", "clients");

    private static readonly Lazy<Task<string?>> Installed = new(InstallAsync);

    /// <summary>Makes the packages present.</summary>
    /// <returns>Null, or why they cannot be had on this machine.</returns>
    /// <exception cref="InvalidOperationException"><c>npm ci</c> ran and failed; the message has its output.</exception>
    public static Task<string?> EnsureAsync() => Installed.Value;

    /// <summary>Runs a program in the npm project.</summary>
    /// <returns>Its exit code and outputs.</returns>
    /// <exception cref="Win32Exception">There is no such program.</exception>
    public static async Task<(int Code, string Output, string Errors)> RunAsync(
        string program, IEnumerable<string> arguments, string input, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"Could not start {program}.");
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellation);
        Task<string> errors = process.StandardError.ReadToEndAsync(cancellation);
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellation);
            process.StandardInput.Close();
            await process.WaitForExitAsync(cancellation);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }

        return (process.ExitCode, await output, await errors);
    }

    private static async Task<string?> InstallAsync()
    {
        // npm's own record of what it installed is not the lock file's text, so we keep that beside it.
        string stamp = Path.Combine(Folder, "node_modules", ".installed-lock-hash");
        string wanted = await LockHashAsync();
        if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp) == wanted)
        {
            return null;
        }

        try
        {
            (int code, string output, string errors) = await RunAsync(Npm, ["ci"], "", CancellationToken.None);
            if (code != 0)
            {
                throw new InvalidOperationException($"'npm ci' in {Folder} ended with {code}:\n{output}\n{errors}");
            }
        }
        catch (Win32Exception)
        {
            return "npm was not found on the path; install Node.js 20 or newer to run the JavaScript clients.";
        }

        await File.WriteAllTextAsync(stamp, wanted);
        return null;
    }

    private static string Npm => OperatingSystem.IsWindows() ? "npm.cmd" : "npm";

    private static async Task<string> LockHashAsync() => Convert.ToHexStringLower(
        SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(Folder, "package-lock.json"))));
}
