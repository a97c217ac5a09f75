using System.Runtime.InteropServices;
using Load.Targets;

namespace Load.Measuring;

/// <summary>User and system time of other processes.</summary>
/// <remarks>
/// The kernel's CPU-time clock of the process: the sum of utime and stime of <c>/proc/[pid]/stat</c>, but in nanoseconds
/// instead of hundredths of a second, which at 50 requests a second would be a fifth of what is measured.
/// </remarks>
internal static class CpuTime
{
    private const int ProcessClock = 2; // CPUCLOCK_SCHED, see clock_getcpuclockid(3)

    /// <summary>Time spent by all processes of a target since they started.</summary>
    public static TimeSpan Of(Target target) => target.ProcessIds.Aggregate(TimeSpan.Zero, (sum, id) => sum + Of(id));

    private static TimeSpan Of(int processId)
    {
        int result = ClockGetTime((~processId << 3) | ProcessClock, out TimeSpec time);
        return result == 0
            ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000.0)
            : throw new InvalidOperationException($"The CPU time of process {processId} could not be read; has it ended?");
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int ClockGetTime(int clock, out TimeSpec time);

    private readonly record struct TimeSpec(long Seconds, long Nanoseconds);
}
