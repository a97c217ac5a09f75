using System.Diagnostics;
using Microsoft.Win32.SafeHandles;

namespace Load.Measuring;

/// <summary>What a flush costs on the disk of a folder: the bound of durability power.</summary>
internal static class FlushTime
{
    private const int Flushes = 100;
    private const int Bytes = 4096;

    /// <summary>Milliseconds of each of 100 appends of 4 kB with a flush (fsync, as the audit log does).</summary>
    public static double[] Measure(string folder)
    {
        string path = Path.Combine(folder, $"gateway-load-flush-{Guid.NewGuid():N}");
        var times = new double[Flushes];
        try
        {
            using SafeFileHandle file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
            byte[] block = new byte[Bytes];
            for (int at = 0; at < Flushes; at++)
            {
                long began = Stopwatch.GetTimestamp();
                RandomAccess.Write(file, block, (long)at * Bytes);
                RandomAccess.FlushToDisk(file);
                times[at] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            }

            return times;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
