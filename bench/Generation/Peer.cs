using System.Diagnostics;
using System.Globalization;

namespace Bench.Generation;

/// <summary>llama.cpp through node-llama-cpp, the same file in a process of its own; flash attention on.</summary>
internal sealed class Peer(Options options)
{
    public double Decode(int batch) => Run("decode", batch);

    public double Prefill(int tokens) => Run("prefill", tokens);

    private double Run(string kind, int size)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "peer.mjs");
        var start = new ProcessStartInfo("node", [script, options.Model, kind, size.ToString(CultureInfo.InvariantCulture), options.Threads.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = options.Peer!,
        };
        start.Environment["PEER"] = options.Peer!;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? double.Parse(output.Trim().Split('\n')[^1], CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"the peer ended with code {process.ExitCode}: {output}");
    }
}
