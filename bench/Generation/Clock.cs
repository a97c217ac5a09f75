using System.Diagnostics;

namespace Bench.Generation;

/// <summary>Time of the whole process: on the processor with one thread, which neighbours on the machine hardly change; on the wall with more.</summary>
internal sealed class Clock(int threads)
{
    public double Milliseconds => threads == 1 ? Environment.CpuUsage.TotalTime.TotalMilliseconds : Stopwatch.GetTimestamp() * 1000.0 / Stopwatch.Frequency;

    public double Of(Action work)
    {
        var start = Milliseconds;
        work();
        return Milliseconds - start;
    }
}
