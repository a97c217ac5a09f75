using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace State.Keys;

/// <summary>
/// Tells, for the price of one small read, whether any process changed the database since it was last loaded.
/// Reads the header (https://www.sqlite.org/fileformat.html, section 1.3): bytes 0-15 the magic text, 18-19 the
/// versions, which are 1 under a rollback journal, 24-27 the change counter, big-endian, raised by every commit.
/// The page cache makes a commit visible to this read before the writer's lock is released.
/// <para>
/// A file that is deleted or replaced keeps its old header behind an open handle, so from time to time the path is
/// compared with the handle. A handle is closed on <see cref="Dispose"/> alone: on Unix, closing any
/// handle of a file releases the locks that SQLite holds on it in the same process.
/// </para>
/// </summary>
internal sealed class StoreWatch(string path, TimeProvider time) : IDisposable
{
    /// <summary>How long a deleted or replaced file may go unnoticed.</summary>
    public static readonly TimeSpan PathCheckInterval = TimeSpan.FromMilliseconds(250);

    private const int HeaderBytes = 28;

    private readonly Lock _gate = new();
    private readonly List<SafeFileHandle> _opened = [];
    private volatile Watched? _watched;
    private long _checkedAt;
    private bool _everChecked;
    private bool _disposed;

    /// <summary>The stamp of the file now; false when there is no readable database under the path.</summary>
    public bool TryRead(out StoreStamp stamp)
    {
        if (!Volatile.Read(ref _everChecked) || time.GetElapsedTime(Volatile.Read(ref _checkedAt)) >= PathCheckInterval)
        {
            ComparePath();
        }

        stamp = default;
        return _watched is { } watched && TryReadHeader(watched, out stamp);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _watched = null;
            _opened.ForEach(handle => handle.Dispose());
            _opened.Clear();
        }
    }

    private static bool TryReadHeader(Watched watched, out StoreStamp stamp)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        stamp = default;
        try
        {
            if (RandomAccess.Read(watched.Handle, header, 0) != HeaderBytes ||
                !header.StartsWith("SQLite format 3\0"u8) || header[18] != 1 || header[19] != 1)
            {
                return false;
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            return false;
        }

        stamp = new StoreStamp(watched.Number, BinaryPrimitives.ReadUInt32BigEndian(header[24..]));
        return true;
    }

    private void ComparePath()
    {
        lock (_gate)
        {
            if (_disposed || (_everChecked && time.GetElapsedTime(_checkedAt) < PathCheckInterval))
            {
                return;
            }

            _watched = Current(_watched);
            Volatile.Write(ref _checkedAt, time.GetTimestamp());
            Volatile.Write(ref _everChecked, true);
        }
    }

    /// <summary>What is watched if it is still what the path names, else what the path names now, else nothing.</summary>
    private Watched? Current(Watched? watched)
    {
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            return watched is not null && File.GetCreationTimeUtc(path) == watched.CreatedAt ? watched : Open();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private Watched Open()
    {
        SafeFileHandle handle = File.OpenHandle(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        _opened.Add(handle);
        return new Watched(handle, _opened.Count, File.GetCreationTimeUtc(handle));
    }

    private sealed record Watched(SafeFileHandle Handle, int Number, DateTime CreatedAt);
}
