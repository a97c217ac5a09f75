using System.Collections.Frozen;
using Microsoft.Data.Sqlite;

namespace State.Keys;

/// <summary>
/// Looks tokens up on the way of every request: no lock, no allocation, one read of 28 bytes from the page cache.
/// Each look-up first asks whether any process changed the keys, so a revoked key is refused from the moment
/// <see cref="KeyStore.Revoke"/> returns, in this process and in every other.
/// <para>
/// Fails closed. While the file cannot be read, nobody is let in: an unknown token stays
/// <see cref="KeyOutcome.Unknown"/>, one that was valid becomes <see cref="KeyOutcome.StoreUnavailable"/>. A file
/// that is deleted or replaced is noticed within 250 ms; a missing one is tried again as often.
/// </para>
/// Safe for any number of threads. Keep one for the life of the process, and dispose it when nothing in the process
/// writes the store any more (see <see cref="StoreWatch"/>).
/// </summary>
public sealed class KeyRing : IDisposable
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(250);

    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly StoreWatch _watch;
    private readonly Lock _loading = new();
    private volatile KeySnapshot _snapshot = KeySnapshot.None;
    private Failure? _failure;

    private KeyRing(string path, TimeProvider time)
    {
        _path = path;
        _time = time;
        _watch = new StoreWatch(path, time);
    }

    /// <summary>Watches the state database at a path. It need not exist yet; until it does, no token is known.</summary>
    public static KeyRing Open(string path, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(time);
        return new KeyRing(path, time);
    }

    /// <summary>Whether the keys can be read now; what a readiness check asks.</summary>
    public bool IsAvailable => IsCurrent();

    /// <summary>Whose token this is. Any text may be asked; what cannot be a token is unknown.</summary>
    /// <param name="token">The token alone, without the word Bearer.</param>
    public KeyLookup Find(ReadOnlySpan<char> token)
    {
        bool current = IsCurrent();
        if (!TokenHash.TryCompute(token, out TokenHash hash) || !_snapshot.Keys.TryGetValue(hash, out ApiKey? key))
        {
            return new KeyLookup(KeyOutcome.Unknown, null);
        }

        KeyOutcome outcome = key.RevokedAt is not null ? KeyOutcome.Revoked
            : current ? KeyOutcome.Found
            : KeyOutcome.StoreUnavailable;
        return new KeyLookup(outcome, key);
    }

    /// <summary>Closes the handle on the file. Look-ups after that find the store unavailable.</summary>
    public void Dispose() => _watch.Dispose();

    private bool IsCurrent() =>
        _watch.TryRead(out StoreStamp stamp) && (stamp == _snapshot.Stamp || Reload(stamp));

    /// <summary>
    /// Reads the keys again. Everyone who saw the change waits here for the one who reads, because until then
    /// nobody may answer from the old snapshot; a failed attempt is not repeated by each of them.
    /// </summary>
    private bool Reload(StoreStamp seen)
    {
        lock (_loading)
        {
            if (_snapshot.Stamp == seen)
            {
                return true;
            }

            if (_failure is { } failure && _time.GetElapsedTime(failure.At) < RetryInterval)
            {
                return false;
            }

            KeySnapshot? loaded = TryLoad();
            _failure = loaded is null ? new Failure(_time.GetTimestamp()) : null;
            _snapshot = loaded ?? _snapshot;
            return loaded is not null;
        }
    }

    /// <summary>
    /// Keys and stamp of one commit: the stamp is read while the open transaction keeps every writer out.
    /// </summary>
    private KeySnapshot? TryLoad()
    {
        try
        {
            using SqliteConnection connection = KeyDatabase.Connect(_path, KeyDatabase.HastySeconds);
            using SqliteTransaction transaction = connection.BeginTransaction(deferred: true);
            List<StoredKey> keys = StoredKey.ReadAll(connection, transaction);
            return _watch.TryRead(out StoreStamp stamp)
                ? new KeySnapshot(stamp, keys.ToFrozenDictionary(stored => stored.Hash, stored => stored.Key))
                : null;
        }
        catch (Exception problem) when (problem is SqliteException or KeyStoreException or IOException
            or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private sealed record Failure(long At);
}
