using System.Runtime.InteropServices;
using System.Text;

namespace Experts.Registry;

/// <summary>
/// Makes files and names survive a power cut: a file's bytes by fsync of the file, a new or renamed name by fsync of its folder
/// (fsync(2), notes). .NET cannot open folders; Windows keeps names with the file system's own journal.
/// </summary>
public static partial class DurableFiles
{
    /// <summary>Unix flushes through any handle (fsync(2)), so that files copied with their mode 0444 are no hindrance; Windows through one that may write.</summary>
    private static readonly FileAccess _flushing = OperatingSystem.IsWindows() ? FileAccess.ReadWrite : FileAccess.Read;

    /// <summary>Writes a file anew and flushes it.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        using var handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
        RandomAccess.Write(handle, bytes, 0);
        RandomAccess.FlushToDisk(handle);
    }

    /// <summary>Flushes every file of a folder, and the names in it and in its folders.</summary>
    public static void FlushAll(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            Flush(file);
        }

        foreach (var inner in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories).Append(folder))
        {
            FlushNames(inner);
        }
    }

    /// <summary>Flushes a file that was written and closed.</summary>
    public static void Flush(string file)
    {
        using var handle = File.OpenHandle(file, FileMode.Open, _flushing);
        RandomAccess.FlushToDisk(handle);
    }

    /// <summary>Flushes the names in a folder.</summary>
    public static void FlushNames(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(Encoding.UTF8.GetBytes(folder + '\0'), 0);
        var flushed = descriptor < 0 ? -1 : Fsync(descriptor);
        var error = Marshal.GetLastPInvokeError();
        if (descriptor >= 0)
        {
            _ = Close(descriptor);
        }

        if (flushed != 0)
        {
            throw new IOException($"The folder '{folder}' could not be flushed to disk (errno {error}).");
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true)]
    private static partial int Open(byte[] path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
