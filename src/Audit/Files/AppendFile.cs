using Microsoft.Win32.SafeHandles;

namespace Audit.Files;

/// <summary>
/// A file that only grows, written through a buffer, that can go back to its last good length after a failed write. After a
/// failure the handle is dropped and opened again by the next write, so that a file system that was mounted anew is found.
/// Used by one thread at a time.
/// </summary>
internal sealed class AppendFile(string path, long length, byte[] buffer) : IDisposable
{
    private SafeFileHandle? handle;
    private int buffered;
    private long written = length;

    public string Path => path;

    /// <summary>Length up to the last <see cref="MarkGood"/>.</summary>
    public long GoodLength { get; private set; } = length;

    public bool HasRoom(int bytes) => bytes <= buffer.Length - buffered;

    /// <summary>Adds bytes behind all others; they reach the file at the latest with <see cref="WriteOut"/>.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (!HasRoom(bytes.Length))
            WriteOut();
        if (HasRoom(bytes.Length))
        {
            bytes.CopyTo(buffer.AsSpan(buffered));
            buffered += bytes.Length;
            return;
        }

        Write(bytes);
    }

    /// <summary>Hands everything to the operating system.</summary>
    public void WriteOut()
    {
        if (buffered == 0)
            return;
        Write(buffer.AsSpan(0, buffered));
        buffered = 0;
    }

    /// <summary>Makes everything written out durable.</summary>
    public void Flush()
    {
        if (written > GoodLength && handle is not null)
            RandomAccess.FlushToDisk(handle);
    }

    /// <summary>Declares everything written out to be good.</summary>
    public void MarkGood() => GoodLength = written;

    /// <summary>Forgets everything since <see cref="MarkGood"/>; the file itself is cut now if it can be, else by the next write.</summary>
    public void Rollback()
    {
        bool touched = written > GoodLength || buffered > 0;
        buffered = 0;
        written = GoodLength;
        Dispose();
        if (touched)
            TryCut();
    }

    public void Dispose()
    {
        handle?.Dispose();
        handle = null;
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        handle ??= Open();
        RandomAccess.Write(handle, bytes, written);
        written += bytes.Length;
    }

    private void TryCut()
    {
        try
        {
            Open().Dispose();
        }
        catch (Exception e) when (DiskErrors.Includes(e))
        {
            // The disk is what failed in the first place; the next write opens and cuts, or fails in turn.
        }
    }

    private SafeFileHandle Open()
    {
        bool isNew = !File.Exists(path);
        SafeFileHandle opened = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            CutToGoodLength(opened);
            if (isNew)
                FolderFlush.Flush(System.IO.Path.GetDirectoryName(path)!); // a path built by LogLayout always has a folder
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    private void CutToGoodLength(SafeFileHandle opened)
    {
        long found = RandomAccess.GetLength(opened);
        if (found < GoodLength)
            throw new IOException($"'{path}' holds {found} bytes, but {GoodLength} were written to it. Something else shortened it: stop, and verify the log.");
        if (found > GoodLength)
            RandomAccess.SetLength(opened, GoodLength);
    }
}
