using System.Diagnostics;
using Support;

namespace Experts.Tests.GenAi;

/// <summary>One run of <see cref="ObservedChild"/>: what it left in its home and whether it reached for the network.</summary>
/// <param name="Output">What it wrote.</param>
/// <param name="ExitCode">0 when its test passed.</param>
/// <param name="Files">Files in its home, relative.</param>
/// <param name="Connections">Internet connections it tried (with strace), or internet sockets seen open (without).</param>
internal sealed record ObservedRun(string Output, int ExitCode, IReadOnlyList<string> Files, IReadOnlyList<string> Connections)
{
    private const string Tracer = "/usr/bin/strace";

    /// <summary>
    /// All that the child inherits. ONNX Runtime silences itself when <c>CI</c>, <c>GITHUB_ACTIONS</c>, <c>TF_BUILD</c> or another build
    /// service's variable is set: with them neither test could fail there.
    /// </summary>
    private static readonly string[] Inherited = ["PATH", "DOTNET_ROOT", "LD_LIBRARY_PATH", "LANG"];

    /// <summary>Whether every attempt to connect is seen; without strace only sockets that stay open for some milliseconds are.</summary>
    public static bool SeesEveryConnection => File.Exists(Tracer);

    public static async Task<ObservedRun> WatchAsync(string method, int seconds, CancellationToken cancellationToken)
    {
        using var home = new TemporaryFolder();
        using var traces = new TemporaryFolder();
        var trace = SeesEveryConnection ? traces["connects"] : null;
        using var process = Process.Start(StartInfo(method, seconds, home.Path, trace))!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var sampled = trace is null ? SampleAsync(process, cancellationToken) : Task.FromResult<HashSet<string>>([]);
        await process.WaitForExitAsync(cancellationToken);

        IReadOnlyList<string> connections = trace is null ? [.. await sampled] : [.. File.ReadLines(trace).Where(line => line.Contains("sa_family=AF_INET", StringComparison.Ordinal))];
        string[] files = [.. Directory.EnumerateFiles(home.Path, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(home.Path, file))];
        return new ObservedRun(await output + await errors, process.ExitCode, files, connections);
    }

    private static ProcessStartInfo StartInfo(string method, int seconds, string home, string? trace)
    {
        string[] child = ["dotnet", "exec", typeof(ObservedRun).Assembly.Location, "--explicit", "only", "--filter-method", $"{typeof(ObservedChild).FullName}.{method}"];
        string[] command = trace is null ? child : [Tracer, "-f", "-qq", "-e", "trace=connect,sendto,sendmsg,sendmmsg", "-o", trace, .. child];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Except(Inherited).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["HOME"] = home;
        start.Environment["SHARED_FOLDER"] = SharedFolder.Path;
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["TESTINGPLATFORM_TELEMETRY_OPTOUT"] = "1";
        start.Environment[ObservedChild.Seconds] = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return start;
    }

    /// <summary>Looks at the open sockets again and again until the process ends.</summary>
    private static async Task<HashSet<string>> SampleAsync(Process process, CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>();
        while (!process.HasExited)
        {
            seen.UnionWith(InternetSockets(process.Id));
            await Task.Delay(5, cancellationToken);
        }

        return seen;
    }

    private static IEnumerable<string> InternetSockets(int process)
    {
        try
        {
            var open = Directory.EnumerateFiles($"/proc/{process}/fd").Select(file => new FileInfo(file).LinkTarget).Where(target => target?.StartsWith("socket:", StringComparison.Ordinal) == true).ToHashSet();
            string[] tables = ["tcp", "tcp6", "udp", "udp6"];
            return [.. tables.SelectMany(table => File.ReadLines($"/proc/{process}/net/{table}").Skip(1)).Where(line => open.Contains($"socket:[{Inode(line)}]"))];
        }
        catch (IOException)
        {
            return []; // The process ended meanwhile.
        }
    }

    private static string Inode(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[9];
}
