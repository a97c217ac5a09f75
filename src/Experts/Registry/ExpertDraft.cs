namespace Experts.Registry;

/// <summary>
/// A folder inside the registry where a version is made before it is added. Nobody sees it; disposing deletes what was not
/// added, and the next draft deletes what a killed process left.
/// </summary>
public sealed class ExpertDraft : IDisposable
{
    private const string LockEnding = ".lock";

    private readonly RegistryLock _lock;
    private readonly string _lockFile;

    private ExpertDraft(string folder, string lockFile, RegistryLock taken) => (Folder, _lockFile, _lock) = (folder, lockFile, taken);

    /// <summary>Full path of the empty folder to fill.</summary>
    public string Folder { get; }

    internal static ExpertDraft Begin(string incoming)
    {
        Directory.CreateDirectory(incoming);
        Sweep(incoming);
        var folder = Path.Combine(incoming, Guid.NewGuid().ToString("N"));
        var taken = RegistryLock.TryTake(folder + LockEnding) ?? throw new RegistryException($"'{folder}{LockEnding}' cannot be locked.");
        Directory.CreateDirectory(folder);
        return new ExpertDraft(folder, folder + LockEnding, taken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }

        _lock.Dispose();
        File.Delete(_lockFile);
    }

    /// <summary>Deletes the drafts that no living process holds.</summary>
    private static void Sweep(string incoming)
    {
        foreach (var lockFile in Directory.EnumerateFiles(incoming, "*" + LockEnding))
        {
            if (RegistryLock.TryTake(lockFile) is not { } taken)
            {
                continue;
            }

            new ExpertDraft(lockFile[..^LockEnding.Length], lockFile, taken).Dispose();
        }
    }
}
