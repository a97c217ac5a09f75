using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace State.Keys;

/// <summary>
/// Makes, lists and revokes keys in the state database. Any number of threads and processes may do so at once:
/// each operation opens the file, takes SQLite's lock (waiting up to 5 s), and is on the disk when it returns.
/// For looking keys up on the way of a request use <see cref="KeyRing"/>.
/// </summary>
public sealed class KeyStore
{
    private readonly string _path;
    private readonly TimeProvider _time;

    private KeyStore(string path, TimeProvider time)
    {
        _path = path;
        _time = time;
    }

    /// <summary>Opens the file, creating it (owner only) and its tables when missing. Its folder must exist.</summary>
    /// <exception cref="KeyStoreException">The file cannot be opened, or is not ours.</exception>
    public static KeyStore Open(string path, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(time);
        var store = new KeyStore(path, time);
        store.Guard(() =>
        {
            KeyDatabase.Prepare(path);
            return true;
        });
        return store;
    }

    /// <summary>Makes a key with a new random token.</summary>
    /// <returns>The key with its token, which is nowhere afterwards.</returns>
    /// <exception cref="ArgumentException">A name, model, domain or tenant breaks the rules; the message says which.</exception>
    /// <exception cref="KeyStoreException">The file cannot be written.</exception>
    public IssuedKey Create(
        string name, Role role, IReadOnlyList<string> models, IReadOnlyList<string> domains, string? tenant) =>
        Create(name, role, models, domains, tenant, []);

    /// <inheritdoc cref="Create(string, Role, IReadOnlyList{string}, IReadOnlyList{string}, string?)"/>
    /// <param name="name">See <see cref="ApiKey"/>.</param>
    /// <param name="role">See <see cref="ApiKey"/>.</param>
    /// <param name="models">See <see cref="ApiKey"/>.</param>
    /// <param name="domains">See <see cref="ApiKey"/>.</param>
    /// <param name="tenant">See <see cref="ApiKey"/>.</param>
    /// <param name="labels">See <see cref="ApiKey.Labels"/>.</param>
    public IssuedKey Create(
        string name, Role role, IReadOnlyList<string> models, IReadOnlyList<string> domains, string? tenant, IReadOnlyList<string> labels)
    {
        KeyRules.Check(name, role, models, domains, tenant);
        KeyRules.CheckLabels(labels);
        string token = TokenText.Generate();
        return new IssuedKey(Add(token, name, role, models, domains, tenant, labels), token);
    }

    /// <summary>
    /// Takes a token that the operator chose, for installations whose keys come from outside. Importing the same
    /// token again returns the key as it is stored and changes nothing: a revoked one stays revoked.
    /// </summary>
    /// <exception cref="ArgumentException">The token is not 16 to 512 printable ASCII characters without blanks, or
    /// another argument breaks the rules.</exception>
    /// <exception cref="KeyStoreException">The file cannot be written.</exception>
    public ApiKey Import(
        string token, string name, Role role, IReadOnlyList<string> models, IReadOnlyList<string> domains, string? tenant) =>
        Import(token, name, role, models, domains, tenant, []);

    /// <inheritdoc cref="Import(string, string, Role, IReadOnlyList{string}, IReadOnlyList{string}, string?)"/>
    /// <param name="token">The operator's token.</param>
    /// <param name="name">See <see cref="ApiKey"/>.</param>
    /// <param name="role">See <see cref="ApiKey"/>.</param>
    /// <param name="models">See <see cref="ApiKey"/>.</param>
    /// <param name="domains">See <see cref="ApiKey"/>.</param>
    /// <param name="tenant">See <see cref="ApiKey"/>.</param>
    /// <param name="labels">See <see cref="ApiKey.Labels"/>.</param>
    public ApiKey Import(
        string token, string name, Role role, IReadOnlyList<string> models, IReadOnlyList<string> domains, string? tenant, IReadOnlyList<string> labels)
    {
        KeyRules.Check(name, role, models, domains, tenant);
        KeyRules.CheckLabels(labels);
        if (!TokenText.IsAcceptable(token))
        {
            throw new ArgumentException(
                $"The token for key '{name}' must have {TokenText.MinimumLength} to {TokenText.MaximumLength} printable " +
                $"ASCII characters without blanks; found {token.Length} characters.");
        }

        return Add(token, name, role, models, domains, tenant, labels);
    }

    /// <summary>All keys, also revoked ones, oldest first.</summary>
    /// <exception cref="KeyStoreException">The file cannot be read.</exception>
    public IReadOnlyList<ApiKey> List() =>
        Guard(() =>
        {
            using SqliteConnection connection = KeyDatabase.Connect(_path, KeyDatabase.PatientSeconds);
            using SqliteTransaction transaction = connection.BeginTransaction(deferred: true);
            return StoredKey.ReadAll(connection, transaction).ConvertAll(stored => stored.Key);
        });

    /// <summary>
    /// Revokes the key with this id, or the only key with this hint. When it returns, every running gateway on
    /// this file refuses the key.
    /// </summary>
    /// <exception cref="KeyStoreException">The file cannot be written.</exception>
    public Revocation Revoke(string idOrHint) =>
        Write((connection, transaction) =>
        {
            List<StoredKey> named = StoredKey.ReadAll(connection, transaction)
                .FindAll(stored => stored.Key.Id == idOrHint || stored.Key.Hint == idOrHint);
            switch (named)
            {
                case []:
                    return Revocation.NotFound;
                case [{ Key.RevokedAt: not null }]:
                    return Revocation.AlreadyRevoked;
                case [StoredKey only]:
                    only.MarkRevoked(connection, transaction, _time.GetUtcNow());
                    return Revocation.Revoked;
                default:
                    return Revocation.Ambiguous;
            }
        });

    private ApiKey Add(
        string token, string name, Role role, IReadOnlyList<string> models, IReadOnlyList<string> domains, string? tenant,
        IReadOnlyList<string> labels)
    {
        TokenHash.TryCompute(token, out TokenHash hash);
        return Write((connection, transaction) =>
        {
            if (StoredKey.ReadAll(connection, transaction).Find(stored => stored.Hash.Equals(hash)) is { } known)
            {
                return known.Key;
            }

            var key = new ApiKey(NewId(), name, role, [.. models], [.. domains], tenant, Now(), null)
            {
                Hint = TokenText.Hint(token),
                Labels = [.. labels],
            };
            new StoredKey(hash, key).Insert(connection, transaction);
            return key;
        });
    }

    private static string NewId() => "key_" + RandomNumberGenerator.GetHexString(16, lowercase: true);

    private DateTimeOffset Now() =>
        DateTimeOffset.FromUnixTimeMilliseconds(_time.GetUtcNow().ToUnixTimeMilliseconds());

    private TResult Write<TResult>(Func<SqliteConnection, SqliteTransaction, TResult> change) =>
        Guard(() =>
        {
            using SqliteConnection connection = KeyDatabase.Connect(_path, KeyDatabase.PatientSeconds);
            using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
            TResult result = change(connection, transaction);
            transaction.Commit();
            return result;
        });

    private TResult Guard<TResult>(Func<TResult> operation)
    {
        try
        {
            return operation();
        }
        catch (Exception problem) when (problem is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new KeyStoreException(
                $"The keys in '{_path}' cannot be used: {problem.Message} Check that the folder exists, that this " +
                "user may write it, and that the disk is not full.",
                problem);
        }
    }
}
