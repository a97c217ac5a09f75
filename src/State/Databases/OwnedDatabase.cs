using Microsoft.Data.Sqlite;

namespace State.Databases;

/// <summary>An SQLite file of ours (write-ahead log): created readable by its owner alone, known by its application id and schema version.</summary>
/// <param name="path">Full path; its folder must exist.</param>
/// <param name="applicationId">Tells the file from other SQLite files; written to its header.</param>
/// <param name="version">Version of the schema; a file of another version is refused, never guessed at.</param>
internal sealed class OwnedDatabase(string path, int applicationId, int version)
{
    private const int LockSeconds = 30;

    private readonly string _connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = SqliteOpenMode.ReadWrite,
        ForeignKeys = true,
        DefaultTimeout = LockSeconds,
    }.ToString();

    /// <summary>Creates the file and its tables unless they are there.</summary>
    /// <exception cref="InvalidDataException">The file is another program's, or of another version.</exception>
    /// <exception cref="SqliteException">It cannot be opened.</exception>
    public void Ensure(string schema)
    {
        CreateOwnedFile();
        using var connection = Connect();
        connection.Run("PRAGMA journal_mode = WAL");
        using var transaction = connection.BeginTransaction(deferred: false);
        var found = (Number(connection, transaction, "PRAGMA application_id"), Number(connection, transaction, "PRAGMA user_version"), Number(connection, transaction, "SELECT count(*) FROM sqlite_schema"));
        if (found is (0, 0, 0))
        {
            connection.Run(schema, transaction);
            connection.Run($"PRAGMA application_id = {applicationId}", transaction);
            connection.Run($"PRAGMA user_version = {version}", transaction);
        }
        else if (found.Item1 != applicationId || found.Item2 != version)
        {
            throw new InvalidDataException(
                $"'{path}' has application id {found.Item1} and schema version {found.Item2}; expected {applicationId} and {version}. "
                + "Use the version of the program that wrote it, or choose another data folder.");
        }

        transaction.Commit();
    }

    /// <summary>A pooled connection; the caller disposes it.</summary>
    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            connection.Run("PRAGMA synchronous = FULL");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Changes the file in one transaction, waiting for other writers up to 30 s.</summary>
    public T Write<T>(Func<SqliteTransaction, T> change)
    {
        using var connection = Connect();
        using var transaction = connection.BeginTransaction(deferred: false);
        var result = change(transaction);
        transaction.Commit();
        return result;
    }

    /// <summary>Reads the file as one committed state.</summary>
    public T Read<T>(Func<SqliteTransaction, T> read)
    {
        using var connection = Connect();
        using var snapshot = connection.BeginTransaction(deferred: true);
        return read(snapshot);
    }

    private static long Number(SqliteConnection connection, SqliteTransaction transaction, string sql) =>
        connection.Scalar(sql, transaction) is long number ? number : 0;

    private void CreateOwnedFile()
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite | FileShare.Delete };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        if (!File.Exists(path)) // Closing a handle of a database in use would drop the locks that SQLite holds on it.
        {
            new FileStream(path, options).Dispose();
        }
    }
}
