using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Trainer.Jobs;

/// <summary>Lets everything else on the machine go first. On Linux a priority is a thread's: all that run get it, and new ones inherit it.</summary>
internal static partial class LowPriority
{
    private const int Process = 0; // PRIO_PROCESS of setpriority(2); a thread's id names the thread alone.

    /// <summary>Lowers the priority of this process.</summary>
    /// <param name="nice">0 to 19; 19 gets what nobody else wants.</param>
    /// <returns>Threads whose priority was lowered; 0 where the system has another way.</returns>
    public static int Apply(int nice)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(nice);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nice, 19);
        if (OperatingSystem.IsLinux())
        {
            return Directory.EnumerateDirectories("/proc/self/task").Count(thread => SetPriority(Process, uint.Parse(Path.GetFileName(thread), CultureInfo.InvariantCulture), nice) == 0);
        }

        using var self = System.Diagnostics.Process.GetCurrentProcess();
        self.PriorityClass = ProcessPriorityClass.BelowNormal;
        return 0;
    }

    [LibraryImport("libc", EntryPoint = "setpriority", SetLastError = true)]
    private static partial int SetPriority(int which, uint who, int nice);
}
