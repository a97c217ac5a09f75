using System.Runtime.InteropServices;
using System.Text;

namespace Audit.Files;

/// <summary>
/// Makes a new or renamed file's name durable. POSIX leaves that to an fsync of the folder (fsync(2), notes), and .NET
/// cannot open folders; Windows does it with the file itself.
/// </summary>
internal static class FolderFlush
{
    private const int ReadOnly = 0;

    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        int descriptor = Open(Encoding.UTF8.GetBytes(folder + '\0'), ReadOnly);
        if (descriptor < 0)
            throw new IOException($"Folder '{folder}' could not be opened to flush it (errno {Marshal.GetLastPInvokeError()}).");
        int result = Fsync(descriptor);
        int error = Marshal.GetLastPInvokeError();
        _ = Close(descriptor);
        if (result != 0)
            throw new IOException($"Folder '{folder}' could not be flushed to disk (errno {error}).");
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Fsync(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int descriptor);
}
