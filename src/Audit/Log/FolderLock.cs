using Audit.Files;
using Microsoft.Win32.SafeHandles;

namespace Audit.Log;

/// <summary>Sees to it that a log has one writer. The operating system gives the lock back when the process dies.</summary>
internal static class FolderLock
{
    /// <summary>Makes the log's folders and takes the lock, to be held as long as the handle.</summary>
    public static SafeFileHandle Take(LogLayout layout)
    {
        try
        {
            layout.CreateFolders();
        }
        catch (Exception e) when (DiskErrors.Includes(e))
        {
            throw new AuditUnavailableException($"The audit folder '{layout.Folder}' could not be made: {e.Message}", e);
        }

        try
        {
            return File.OpenHandle(layout.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (DiskErrors.Includes(e))
        {
            throw new AuditUnavailableException(
                $"The audit log in '{layout.Folder}' has a writer already, or its lock file cannot be opened: {e.Message} Each gateway needs a folder of its own.", e);
        }
    }
}
