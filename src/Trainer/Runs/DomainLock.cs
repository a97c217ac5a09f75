namespace Trainer.Runs;

/// <summary>
/// Keeps two trainers off one domain: a locked file, which the system frees when the process ends however it ends, and beside it who
/// holds it.
/// </summary>
public sealed class DomainLock : IDisposable
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

    private readonly FileStream _file;
    private readonly string _owner;

    private DomainLock(FileStream file, string owner) => (_file, _owner) = (file, owner);

    /// <summary>Takes the lock.</summary>
    /// <param name="folder">The domain's folder.</param>
    /// <param name="run">The run that takes it.</param>
    /// <param name="waits">Whether to wait for another trainer; otherwise it is refused.</param>
    /// <param name="time">Clock.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="DomainBusyException">Another trainer holds it.</exception>
    public static async Task<DomainLock> TakeAsync(string folder, string run, bool waits, TimeProvider time, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        while (true)
        {
            if (TryTake(folder, run, time) is { } taken)
            {
                return taken;
            }

            if (!waits)
            {
                throw new DomainBusyException(Path.GetFileName(folder), OwnerIn(folder));
            }

            await Task.Delay(_pause, time, cancellationToken);
        }
    }

    /// <summary>Whether a trainer holds the domain now.</summary>
    public static bool IsTaken(string folder)
    {
        if (!File.Exists(LockFile(folder)))
        {
            return false;
        }

        try
        {
            using var file = Open(folder);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        File.Delete(_owner);
        _file.Dispose();
    }

    private static DomainLock? TryTake(string folder, string run, TimeProvider time)
    {
        try
        {
            var file = Open(folder);
            try
            {
                RunJson.Write(OwnerFile(folder), new LockOwner(Environment.ProcessId, run, time.GetUtcNow()));
                return new DomainLock(file, OwnerFile(folder));
            }
            catch
            {
                file.Dispose();
                throw;
            }
        }
        catch (IOException problem) when (problem is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException) && IsTaken(folder))
        {
            return null;
        }
    }

    private static LockOwner? OwnerIn(string folder)
    {
        try
        {
            return RunJson.Read<LockOwner>(OwnerFile(folder));
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException)
        {
            return null; // it ended at this moment, or has not said yet who it is
        }
    }

    private static FileStream Open(string folder) => new(LockFile(folder), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    private static string LockFile(string folder) => Path.Combine(folder, "lock");

    private static string OwnerFile(string folder) => Path.Combine(folder, "owner.json");
}
