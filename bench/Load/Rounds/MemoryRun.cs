using System.Diagnostics;
using Load.Measuring;
using Load.Targets;

namespace Load.Rounds;

/// <summary>The gateway's memory after so many streams.</summary>
internal readonly record struct MemoryPoint(long Streams, double ResidentMb, long Errors);

/// <summary>Unpaced short streams, many thousands, through one gateway with durability process.</summary>
internal static class MemoryRun
{
    private const int Concurrency = 64;
    private const int Step = 20_000;
    private const int Steps = 10;

    /// <summary>Measures the resident memory after each 20,000 streams; tells what it is at.</summary>
    public static async Task<List<MemoryPoint>> RunAsync(LoadOptions options, Action<string> tell)
    {
        tell("memory");
        await using TargetSet set = await TargetSet.StartAsync([], options.Folder);
        using var run = new StreamRun();
        Target gateway = set[Target.GatewayProcess];
        List<MemoryPoint> points = [];
        for (int step = 1; step <= Steps; step++)
        {
            StreamResult result = await run.RunAsync(gateway, Concurrency, TimeSpan.FromHours(1), Step);
            points.Add(new MemoryPoint((long)step * Step, ResidentMb(gateway), result.Errors));
            tell($"  {points[^1].Streams} streams: {points[^1].ResidentMb:F0} MB");
        }

        return points;
    }

    private static double ResidentMb(Target target)
    {
        using Process process = Process.GetProcessById(target.ProcessIds[0]);
        return process.WorkingSet64 / 1e6;
    }
}
