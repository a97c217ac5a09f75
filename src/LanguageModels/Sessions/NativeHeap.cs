using System.Runtime.InteropServices;

namespace LanguageModels.Sessions;

/// <summary>Gives memory back to the system that the native heap or a file map holds without need. Does nothing where the system has no such call.</summary>
internal static unsafe partial class NativeHeap
{
    private const int DontNeed = 4;

    /// <summary>Bytes of a page of the system.</summary>
    public static int Page => Environment.SystemPageSize;

    /// <summary>Gives back what was freed: opening a session frees tens of megabytes that the C library keeps (glibc, malloc_trim).</summary>
    public static void Trim()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            _ = MallocTrim(0);
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library (musl) keeps no such heap.
        }
    }

    /// <summary>
    /// Lets whole pages go (Linux, madvise): those of a file map are read again when touched, those of the heap are zeros then.
    /// </summary>
    public static void LetGo(byte* start, long length)
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Advise(start, (nuint)length, DontNeed);
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int MallocTrim(nuint keep);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(byte* start, nuint length, int advice);
}
