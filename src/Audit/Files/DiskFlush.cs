using Microsoft.Win32.SafeHandles;

namespace Audit.Files;

/// <summary>
/// Flushes a file by name: fsync works on the file, not on the handle, so the flushing thread needs none of the writer's
/// handles, which may be closed at any moment.
/// </summary>
internal static class DiskFlush
{
    public static void Flush(string path)
    {
        using SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        RandomAccess.FlushToDisk(handle);
    }
}
