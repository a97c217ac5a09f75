using Experts.Registry;
using Microsoft.Extensions.Logging;

namespace Experts.Serving;

/// <summary>
/// Which experts are in memory, and which one answers a request. A model is loaded at its first request. When the current
/// version of a name moves, the new one is loaded beside the old one, which answers until the new one is ready and goes
/// when its last request has ended; a version that does not load changes nothing but the log. Thread-safe.
/// </summary>
public sealed partial class ExpertHost : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Name, string Version), Residence> _residences = [];
    private readonly Dictionary<string, Residence> _serving = new(StringComparer.Ordinal);
    private readonly HashSet<Task> _departures = [];
    private readonly Func<string, string?, ExpertVersion?> _resolve;
    private readonly Func<ExpertVersion, CancellationToken, Task<LoadedModel>> _load;
    private readonly CurrentVersions _current;
    private readonly ExpertHostOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<ExpertHost> _logger;
    private readonly CancellationTokenSource _stop = new();
    private long _heldBytes;
    private long _leavingBytes;
    private long _uses;

    /// <summary>Loads nothing yet.</summary>
    /// <param name="resolve">Finds a version of a name in the registry, the current one for a null version; null when there is none.</param>
    /// <param name="load">Loads a version; called once for each residence in memory.</param>
    /// <param name="options">Limits.</param>
    /// <param name="time">Clock.</param>
    /// <param name="logger">Says what was loaded, moved and unloaded.</param>
    public ExpertHost(
        Func<string, string?, ExpertVersion?> resolve,
        Func<ExpertVersion, CancellationToken, Task<LoadedModel>> load,
        ExpertHostOptions options,
        TimeProvider time,
        ILogger<ExpertHost> logger)
    {
        (_resolve, _load, _options, _time, _logger) = (resolve, load, options, time, logger);
        _current = new CurrentVersions(resolve, options.Freshness, time);
    }

    /// <summary>Bytes of the models in memory, those that are loading or leaving included.</summary>
    public long HeldBytes
    {
        get
        {
            lock (_gate)
            {
                return _heldBytes;
            }
        }
    }

    /// <summary>Pins the model that answers a request, loading it when needed.</summary>
    /// <param name="name">Name in the registry.</param>
    /// <param name="version">A version, or null for the current one.</param>
    /// <param name="cancellationToken">Ends the wait, not the loading, which others may wait for.</param>
    /// <exception cref="ExpertNotFoundException">The registry holds no such expert or version.</exception>
    /// <exception cref="ExpertUnavailableException">It does not load, or there is no memory for it now.</exception>
    public async ValueTask<ExpertLease> AcquireAsync(string name, string? version, CancellationToken cancellationToken)
    {
        var wanted = Find(name, version);
        var residence = Enter(wanted, version is null);
        try
        {
            var model = residence.IsReady ? await residence.Loading : await residence.Loading.WaitAsync(cancellationToken);
            return new ExpertLease(model, () => Leave(residence));
        }
        catch
        {
            Leave(residence);
            throw;
        }
    }

    /// <summary>Unloads everything; requests that still run end with an <see cref="ObjectDisposedException"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        Residence[] residences;
        lock (_gate)
        {
            residences = [.. _residences.Values];
            _stop.Cancel();
        }

        foreach (var residence in residences)
        {
            await residence.Loading.ContinueWith(static _ => { }, TaskScheduler.Default);
            lock (_gate)
            {
                Depart(residence);
            }
        }

        await Departures();
        _stop.Dispose();
    }

    private ExpertVersion Find(string name, string? version)
    {
        try
        {
            return version is null ? Current(name) : _resolve(name, version) ?? throw new ExpertNotFoundException(name, version);
        }
        catch (Exception exception) when (RegistryTrouble.Is(exception))
        {
            throw new ExpertUnavailableException($"The expert '{name}' cannot be read from the registry.", exception);
        }
    }

    private ExpertVersion Current(string name)
    {
        var version = _current.Of(name, out var trouble);
        if (trouble is not null)
        {
            RegistryUnreadable(name, version.Version, trouble);
        }

        return version;
    }

    /// <summary>Counts the request in: at the version it wants or, while that one is not ready, at the one that served the name until now.</summary>
    private Residence Enter(ExpertVersion wanted, bool isCurrent)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, this);
            var residence = Resident(wanted);
            if (isCurrent && residence.IsReady)
            {
                MoveOver(residence);
            }
            else if (isCurrent && _serving.TryGetValue(wanted.Name, out var old))
            {
                residence = old;
            }

            residence.Leases++;
            residence.IsPinned |= !isCurrent;
            residence.LastUse = ++_uses;
            return residence;
        }
    }

    private void Leave(Residence residence)
    {
        lock (_gate)
        {
            residence.Leases--;
            if (residence is { IsRetired: true, Leases: 0 })
            {
                Depart(residence);
            }
        }
    }

    /// <summary>The residence of a version; begins to load it when there is none, or when it failed long enough ago.</summary>
    private Residence Resident(ExpertVersion version)
    {
        var key = (version.Name, version.Version);
        if (_residences.TryGetValue(key, out var known) && !(known.Failure is { } failure && _time.GetElapsedTime(failure.At) >= failure.Pause))
        {
            return known;
        }

        var residence = new Residence(version, _options.BytesOf(version));
        _residences[key] = residence;
        var isRoom = MakeRoom(residence.Bytes);
        var leaving = Departures();
        _heldBytes += residence.Bytes;
        residence.Loading = Task.Run(() => LoadAsync(residence, isRoom, leaving));
        return residence;
    }

    private async Task<LoadedModel> LoadAsync(Residence residence, bool isRoom, Task leaving)
    {
        var (version, began) = (residence.Version, _time.GetTimestamp());
        try
        {
            await leaving;
            var model = isRoom ? await _load(version, _stop.Token) : throw new ExpertMemoryException(version.Name, residence.Bytes, _options.MemoryBytes);
            Arrive(residence, model);
            Loaded(version.Name, version.Version, _time.GetElapsedTime(began).TotalMilliseconds, residence.Bytes);
            return model;
        }
        catch (Exception exception) // Whatever a file from outside does to a loader, the process lives and the old version serves.
        {
            Fail(residence, exception is ExpertMemoryException ? _options.Freshness : _options.RetryAfter);
            LoadFailed(version.Name, version.Version, exception);
            throw exception as ExpertUnavailableException
                ?? new ExpertUnavailableException($"The expert '{version.Name}' ({version.Version}) does not load.", exception);
        }
    }

    private void Arrive(Residence residence, LoadedModel model)
    {
        lock (_gate)
        {
            if (model.MemoryBytes > 0)
            {
                _heldBytes += model.MemoryBytes - residence.Bytes;
                residence.Bytes = model.MemoryBytes;
            }

            if (_current.IsCurrent(residence.Version))
            {
                MoveOver(residence);
            }
        }
    }

    private void Fail(Residence residence, TimeSpan pause)
    {
        lock (_gate)
        {
            _heldBytes -= residence.Bytes;
            residence.Bytes = 0;
            residence.Failure = (_time.GetTimestamp(), pause);
        }
    }

    /// <summary>Requests for the current version of the name go to this residence from now on.</summary>
    private void MoveOver(Residence residence)
    {
        _serving.TryGetValue(residence.Version.Name, out var old);
        if (old == residence)
        {
            return;
        }

        _serving[residence.Version.Name] = residence;
        residence.IsRetired = false;
        if (old is null)
        {
            return;
        }

        MovedOver(residence.Version.Name, old.Version.Version, residence.Version.Version);
        old.IsRetired = !old.IsPinned; // One that is asked for by its version stays until the memory is needed.
        if (old is { IsRetired: true, Leases: 0 })
        {
            Depart(old);
        }
    }

    /// <summary>Unloads idle models, those that were not used for longest first; whether that is room enough.</summary>
    private bool MakeRoom(long bytes)
    {
        var movable = _residences.Values.Where(residence => residence is { IsReady: true, Leases: 0 }).Sum(residence => residence.Bytes);
        if (_heldBytes - _leavingBytes - movable + bytes > _options.MemoryBytes)
        {
            return false; // Not even all idle ones would make room: none leaves.
        }

        while (_heldBytes - _leavingBytes + bytes > _options.MemoryBytes)
        {
            var idle = _residences.Values.Where(residence => residence is { IsReady: true, Leases: 0 }).MinBy(residence => residence.LastUse);
            if (idle is null)
            {
                return false;
            }

            Depart(idle);
        }

        return true;
    }

    private void Depart(Residence residence)
    {
        var key = (residence.Version.Name, residence.Version.Version);
        if (!residence.IsReady || _residences.GetValueOrDefault(key) != residence)
        {
            return; // It never came, or has left already.
        }

        _residences.Remove(key);
        if (_serving.GetValueOrDefault(residence.Version.Name) == residence)
        {
            _serving.Remove(residence.Version.Name);
        }

        _leavingBytes += residence.Bytes;
        _departures.Add(Task.Run(() => UnloadAsync(residence)));
    }

    private async Task UnloadAsync(Residence residence)
    {
        var version = residence.Version;
        try
        {
            await (await residence.Loading).DisposeAsync();
            Unloaded(version.Name, version.Version);
        }
        catch (Exception exception) // A model that cannot be let go of must not keep others from coming.
        {
            UnloadFailed(version.Name, version.Version, exception);
        }

        lock (_gate)
        {
            _heldBytes -= residence.Bytes;
            _leavingBytes -= residence.Bytes;
        }
    }

    private Task Departures()
    {
        lock (_gate)
        {
            _departures.RemoveWhere(static task => task.IsCompleted);
            return Task.WhenAll(_departures);
        }
    }

    [LoggerMessage(2001, LogLevel.Information, "Expert {Name} {Version} was loaded in {Milliseconds} ms and takes {Bytes} bytes")]
    private partial void Loaded(string name, string version, double milliseconds, long bytes);

    [LoggerMessage(2002, LogLevel.Error, "Expert {Name} {Version} does not load; a version that served until now goes on serving")]
    private partial void LoadFailed(string name, string version, Exception exception);

    [LoggerMessage(2003, LogLevel.Information, "Expert {Name} moved from version {Old} to {New}")]
    private partial void MovedOver(string name, string old, string @new);

    [LoggerMessage(2004, LogLevel.Information, "Expert {Name} {Version} was unloaded")]
    private partial void Unloaded(string name, string version);

    [LoggerMessage(2005, LogLevel.Error, "Expert {Name} {Version} could not be unloaded")]
    private partial void UnloadFailed(string name, string version, Exception exception);

    [LoggerMessage(2006, LogLevel.Warning, "The current version of expert {Name} could not be read; {Version} goes on serving")]
    private partial void RegistryUnreadable(string name, string version, Exception exception);
}
