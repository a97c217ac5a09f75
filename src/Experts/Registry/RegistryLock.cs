namespace Experts.Registry;

/// <summary>Keeps two processes from changing a registry at once. Released when disposed, and by the system when the process ends.</summary>
internal sealed class RegistryLock : IDisposable
{
    private const int Attempts = 400;
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(25);

    private readonly FileStream _file;

    private RegistryLock(FileStream file) => _file = file;

    /// <summary>Takes the lock, waiting at most ten seconds: it is held for a few renames only.</summary>
    /// <exception cref="RegistryException">Another process kept it.</exception>
    public static async Task<RegistryLock> TakeAsync(string path, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (TryTake(path) is { } taken)
            {
                return taken;
            }

            await Task.Delay(_pause, time, cancellationToken);
        }

        throw new RegistryException($"Another process keeps '{path}' locked. Wait until its import ends, then try again.");
    }

    /// <summary>Takes the lock if it is free; null else.</summary>
    public static RegistryLock? TryTake(string path)
    {
        try
        {
            return new RegistryLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException problem) when (problem is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
