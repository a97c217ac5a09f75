using System.Diagnostics;
using System.Globalization;

namespace Bench.Training;

/// <summary>Measures in a process of its own, so that memory and processor time are nobody else's.</summary>
internal static class Child
{
    public static Measurement Ours(Size size, int threads, int steps) =>
        Run(Environment.ProcessPath!, ["--worker", size.Name, Text(threads), Text(steps)]);

    public static Measurement Peer(string python, Size size, int threads, int steps) =>
        Run(python, [Path.Combine(AppContext.BaseDirectory, "peer.py"), Text(threads), Text(steps), .. size.Arguments.Split(' ')]);

    private static Measurement Run(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        start.Environment["OMP_WAIT_POLICY"] = "PASSIVE"; // the peer's two pools of threads otherwise wait busily for each other
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? Measurement.Parse(output.Trim().Split('\n')[^1]) : throw new InvalidOperationException($"{program} ended with code {process.ExitCode}: {output}");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
