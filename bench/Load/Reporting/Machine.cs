using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Load.Reporting;

/// <summary>Where the figures come from.</summary>
internal sealed record Machine
{
    public string Cpu { get; } = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?
        .Split(':', 2)[1].Trim() ?? "unknown";

    public int Cores { get; } = Environment.ProcessorCount;

    public int MemoryGib { get; } = (int)(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30);

    public string System { get; } = RuntimeInformation.OSDescription;

    /// <summary>The load average of the last minute when the run began: other work on the same cores.</summary>
    public string LoadAverage { get; } = File.ReadAllText("/proc/loadavg").Split(' ')[0];

    public string Runtime { get; } = RuntimeInformation.FrameworkDescription;

    public string Yarp { get; } = typeof(Yarp.ReverseProxy.Configuration.RouteConfig).Assembly.GetName().Version?.ToString(3) ?? "unknown";

    public string Nginx { get; } = FirstLine("/usr/sbin/nginx", "-v");

    public string Wrk { get; } = FirstLine("wrk", "-v");

    /// <summary>The command that repeats the run.</summary>
    public string Command { get; } = $"dotnet run -c Release --project bench/Load -- {string.Join(' ', Environment.GetCommandLineArgs().Skip(1))}".TrimEnd(' ', '-');

    private static string FirstLine(string program, string argument)
    {
        var start = new ProcessStartInfo(program, [argument]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"Could not start {program}.");
        string text = process.StandardError.ReadToEnd() + process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return text.Split('\n')[0].Trim();
    }
}
