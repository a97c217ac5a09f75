using System.Threading.Channels;

namespace Retrieval.Ingestion;

/// <summary>
/// Tells when a folder has changed and is quiet again. The system's notices are used where they work; because network drives and
/// containers lose them, the folder is looked at from time to time as well. One reader at a time.
/// </summary>
/// <param name="folder">The folder.</param>
/// <param name="quiet">Time without a change after which it counts as quiet: editors and copies write in several steps.</param>
/// <param name="poll">Time between looks.</param>
/// <param name="time">The clock.</param>
public sealed class FolderWatch(string folder, TimeSpan quiet, TimeSpan poll, TimeProvider time) : IDisposable
{
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private FileSystemWatcher? _watcher;
    private string _seen = "";

    /// <summary>Completes when there is something to read: the first time at once, later after each change.</summary>
    /// <exception cref="DirectoryNotFoundException">The folder is gone.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        if (_watcher is null)
        {
            Start();
            _seen = Fingerprint();
            return;
        }

        while (true)
        {
            await NoticeAsync(cancellationToken);
            var now = await QuietAsync(cancellationToken);
            if (now != _seen)
            {
                _seen = now;
                return;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _watcher?.Dispose();

    private void Start()
    {
        _watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true, NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size };
        _watcher.Changed += Notice;
        _watcher.Created += Notice;
        _watcher.Deleted += Notice;
        _watcher.Renamed += Notice;
        _watcher.Error += (_, _) => _changes.Writer.TryWrite(true); // Its buffer was too small: something changed.
        _watcher.EnableRaisingEvents = true;
    }

    private void Notice(object sender, FileSystemEventArgs change) => _changes.Writer.TryWrite(true);

    /// <summary>A notice of the system, or the time for a look.</summary>
    private async Task NoticeAsync(CancellationToken cancellationToken)
    {
        using var look = new CancellationTokenSource(poll, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(look.Token, cancellationToken);
        try
        {
            await _changes.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nothing was noticed; the look that follows may find something all the same.
        }
    }

    /// <summary>Waits until two looks in the quiet time's distance see the same, and returns what they see.</summary>
    private async Task<string> QuietAsync(CancellationToken cancellationToken)
    {
        var before = Fingerprint();
        while (before != _seen)
        {
            await Task.Delay(quiet, time, cancellationToken);
            var now = Fingerprint();
            if (now == before)
            {
                break;
            }

            before = now;
        }

        return before;
    }

    /// <summary>Names, sizes and times of all files; files that fail to tell count as not there.</summary>
    private string Fingerprint()
    {
        var hash = new HashCode();
        foreach (var (relative, full) in FolderScan.Of(folder).Files)
        {
            var file = new FileInfo(full);
            hash.Add(relative);
            hash.Add(file.Exists ? file.Length : -1);
            hash.Add(file.LastWriteTimeUtc.Ticks);
        }

        return hash.ToHashCode().ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
