using Microsoft.Data.Sqlite;
using Retrieval.Documents;

namespace Retrieval.Stores;

/// <summary>
/// The documents of an installation in one SQLite file (write-ahead log, FTS5). All members may be used from any
/// thread; readers see the last committed state and never wait for a writer. A writer in another process is fine too.
/// </summary>
public sealed class DocumentStore
{
    internal const string IndexVersionFact = "index_version";

    internal const string DocumentColumns =
        "id, domain, title, path, media_type, date, version, supersedes, content_hash, licence, training, consent";

    private readonly string _connectionString;

    private DocumentStore(string path, TimeProvider time)
    {
        Path = path;
        Time = time;
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            ForeignKeys = true,
            DefaultTimeout = 30,
        }.ToString();
    }

    /// <summary>Full path of the database file.</summary>
    public string Path { get; }

    /// <summary>
    /// Names the exact content of the store: equal for equal documents, whatever the order they came in, different
    /// after any change. Read from the file at each call, so another process's ingestion shows.
    /// </summary>
    public string IndexVersion
    {
        get
        {
            using var connection = Connect();
            return connection.Scalar("SELECT value FROM facts WHERE name = $n", null, ("$n", IndexVersionFact)) as string
                ?? "empty";
        }
    }

    /// <summary>Domains that hold at least one document, in ordinal order.</summary>
    public IReadOnlyList<string> Domains
    {
        get
        {
            using var connection = Connect();
            return connection.Rows("SELECT DISTINCT domain FROM documents ORDER BY domain", row => row.GetString(0));
        }
    }

    internal TimeProvider Time { get; }

    /// <summary>Opens the file, creating it and its folder when missing.</summary>
    /// <param name="databasePath">Path of the SQLite file; two more files (<c>-wal</c>, <c>-shm</c>) lie beside it.</param>
    /// <param name="time">The clock of ingestion progress.</param>
    /// <exception cref="InvalidDataException">The file has another schema version.</exception>
    /// <exception cref="SqliteException">The file cannot be opened or is no SQLite database.</exception>
    public static DocumentStore Open(string databasePath, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(databasePath);
        ArgumentNullException.ThrowIfNull(time);
        var path = System.IO.Path.GetFullPath(databasePath);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        var store = new DocumentStore(path, time);
        using var connection = store.Connect();
        StoreSchema.Ensure(connection, path);
        return store;
    }

    /// <summary>The document with this id; null when there is none.</summary>
    public Document? GetDocument(string id)
    {
        using var connection = Connect();
        return connection.Rows($"SELECT {DocumentColumns} FROM documents WHERE id = $id", ReadDocument, null, ("$id", id))
            .SingleOrDefault();
    }

    /// <summary>The documents of a domain in order of their paths; empty for an unknown domain.</summary>
    public IReadOnlyList<Document> ListDocuments(string domain)
    {
        using var connection = Connect();
        return connection.Rows(
            $"SELECT {DocumentColumns} FROM documents WHERE domain = $d ORDER BY path", ReadDocument, null, ("$d", domain));
    }

    /// <summary>The extracted text that passage offsets point into; null when there is no such document.</summary>
    public string? GetText(string id)
    {
        using var connection = Connect();
        return connection.Scalar("SELECT text FROM documents WHERE id = $id", null, ("$id", id)) as string;
    }

    /// <summary>The documents of a domain with their extracted texts, in order of their paths: one state of the store, whatever is ingested meanwhile.</summary>
    public IReadOnlyList<(Document Document, string Text)> ReadDomain(string domain)
    {
        using var connection = Connect();
        return connection.Rows(
            $"SELECT {DocumentColumns}, text FROM documents WHERE domain = $d ORDER BY path", row => (ReadDocument(row), row.GetString(12)), null, ("$d", domain));
    }

    /// <summary>The documents of a domain that a newer one replaces, each with the id of the newest that does.</summary>
    public IReadOnlyDictionary<string, string> ListSuperseded(string domain)
    {
        using var connection = Connect();
        return connection.Rows(
                "SELECT s.old_id, s.new_id FROM supersessions s JOIN documents d ON d.id = s.old_id WHERE d.domain = $d ORDER BY s.old_id, s.new_date, s.new_id",
                row => (Old: row.GetString(0), New: row.GetString(1)), null, ("$d", domain))
            .GroupBy(pair => pair.Old, pair => pair.New)
            .ToDictionary(pairs => pairs.Key, pairs => pairs.Last(), StringComparer.Ordinal);
    }

    internal static Document ReadDocument(SqliteDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.GetString(2),
        row.GetString(3),
        row.GetString(4),
        row.Date(5),
        row.Text(6),
        row.Text(7),
        row.GetString(8))
    {
        Rights = new DocumentRights(row.Text(9), row.Flag(10), row.Flag(11)),
    };

    /// <summary>A pooled connection; the caller disposes it.</summary>
    internal SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        return connection;
    }

    /// <summary>Waits for other writers, then holds the only write transaction until it is disposed.</summary>
    internal StoreWriter BeginWrite() => new(Connect());

    internal byte[]? GetFact(string name)
    {
        using var connection = Connect();
        return connection.Scalar("SELECT value FROM facts WHERE name = $n", null, ("$n", name)) as byte[];
    }
}
