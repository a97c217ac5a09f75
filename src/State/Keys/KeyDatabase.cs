using Microsoft.Data.Sqlite;

namespace State.Keys;

/// <summary>
/// The SQLite file: how it is opened, and its tables. Rollback journal, not WAL: only then does every commit
/// raise the file change counter in the header that <see cref="KeyRing"/> watches.
/// </summary>
internal static class KeyDatabase
{
    /// <summary>"GwSt", in the header, tells this file from any other SQLite file.</summary>
    private const long ApplicationId = 0x47775374;
    private const long SchemaVersion = 2;

    /// <summary>How long a person's command waits for another writer.</summary>
    public const int PatientSeconds = 5;

    /// <summary>How long requests wait for a writer to finish before they count the store as unavailable.</summary>
    public const int HastySeconds = 1;

    private const string Schema =
        """
        CREATE TABLE api_key (
            id          TEXT PRIMARY KEY,
            token_hash  BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
            hint        TEXT NOT NULL,
            name        TEXT NOT NULL,
            role        TEXT NOT NULL,
            models      TEXT NOT NULL,
            domains     TEXT NOT NULL,
            tenant      TEXT,
            created_at  INTEGER NOT NULL,
            revoked_at  INTEGER,
            labels      TEXT NOT NULL DEFAULT ''
        ) STRICT;
        """;

    /// <summary>Version 1 knew no labels: its keys hold none.</summary>
    private const string FromVersion1 = "ALTER TABLE api_key ADD COLUMN labels TEXT NOT NULL DEFAULT '';";

    /// <summary>Creates the file, readable by its owner alone, and its tables, unless they are there.</summary>
    public static void Prepare(string path)
    {
        CreateOwnedFile(path);
        using SqliteConnection connection = Connect(path, PatientSeconds);
        Execute(connection, null, "PRAGMA journal_mode = DELETE;");
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        CreateSchema(connection, transaction, path);
        transaction.Commit();
    }

    /// <summary>Opens the file, which must exist. Not pooled: a pooled connection would outlive a replaced file.</summary>
    public static SqliteConnection Connect(string path, int lockTimeoutSeconds)
    {
        var settings = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = lockTimeoutSeconds,
        };
        var connection = new SqliteConnection(settings.ToString());
        try
        {
            connection.Open();
            Execute(connection, null, $"PRAGMA busy_timeout = {lockTimeoutSeconds * 1000}; PRAGMA synchronous = FULL;");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void CreateSchema(SqliteConnection connection, SqliteTransaction transaction, string path)
    {
        long application = Number(connection, transaction, "PRAGMA application_id;");
        long version = Number(connection, transaction, "PRAGMA user_version;");
        long tables = Number(connection, transaction, "SELECT count(*) FROM sqlite_schema;");
        switch ((application, version, tables))
        {
            case (ApplicationId, SchemaVersion, _):
                return;
            case (ApplicationId, 1, _):
                Execute(connection, transaction, FromVersion1);
                Execute(connection, transaction, $"PRAGMA user_version = {SchemaVersion};");
                return;
            case (0, 0, 0):
                Execute(connection, transaction, Schema);
                Execute(connection, transaction, $"PRAGMA application_id = {ApplicationId};");
                Execute(connection, transaction, $"PRAGMA user_version = {SchemaVersion};");
                return;
            case (ApplicationId, _, _):
                throw new KeyStoreException(
                    $"'{path}' has schema version {version}; this program knows version {SchemaVersion}. Use the " +
                    "version of the program that wrote it, or newer.");
            default:
                throw new KeyStoreException(
                    $"'{path}' is an SQLite file of another program (application id {application}, {tables} " +
                    "tables). Choose another data folder, or move the file away.");
        }
    }

    private static void CreateOwnedFile(string path)
    {
        if (File.Exists(path))
        {
            return;
        }

        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        new FileStream(path, options).Dispose();
    }

    private static void Execute(SqliteConnection connection, SqliteTransaction? transaction, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long Number(SqliteConnection connection, SqliteTransaction transaction, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!; // These pragmas and count(*) always give one integer.
    }
}
