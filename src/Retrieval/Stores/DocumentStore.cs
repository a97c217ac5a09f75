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

    /// <summary>The form of <see cref="Ingestion.UploadedPath"/>: a file's id and a slash.</summary>
    private static readonly string UploadedPaths = $"file-{string.Concat(Enumerable.Repeat("[0-9a-f]", 24))}/*";

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
        return connection.Rows($"SELECT {DocumentRows.Columns} FROM documents WHERE id = $id", DocumentRows.Read, null, ("$id", id))
            .SingleOrDefault();
    }

    /// <summary>The documents of a domain in order of their paths; empty for an unknown domain.</summary>
    public IReadOnlyList<Document> ListDocuments(string domain)
    {
        using var connection = Connect();
        return connection.Rows(
            $"SELECT {DocumentRows.Columns} FROM documents WHERE domain = $d ORDER BY path", DocumentRows.Read, null, ("$d", domain));
    }

    /// <summary>Number and UTF-8 bytes of text of a domain's documents that were not uploaded.</summary>
    public (int Documents, long TextBytes) MeasureFolder(string domain)
    {
        using var connection = Connect();
        return connection.Rows(
            "SELECT count(*), coalesce(sum(octet_length(text)), 0) FROM documents WHERE domain = $d AND path NOT GLOB $u",
            row => (row.GetInt32(0), row.GetInt64(1)), null, ("$d", domain), ("$u", UploadedPaths)).Single();
    }

    /// <summary>The documents of a domain whose path begins with an uploaded file's id and a slash: one, or none.</summary>
    public IReadOnlyList<Document> FindUploaded(string domain, string fileId)
    {
        using var connection = Connect();
        return connection.Rows(
            $"SELECT {DocumentRows.Columns} FROM documents WHERE domain = $d AND path >= $f || '/' AND path < $f || '0'", // '0' follows '/'
            DocumentRows.Read, null, ("$d", domain), ("$f", fileId));
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
            $"SELECT {DocumentRows.Columns}, text FROM documents WHERE domain = $d ORDER BY path", row => (DocumentRows.Read(row), row.GetString(row.FieldCount - 1)), null, ("$d", domain));
    }

    /// <summary>A pooled connection; the caller disposes it.</summary>
    internal SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        return connection;
    }

    /// <summary>Holds the last committed state still until it is disposed.</summary>
    /// <param name="cancellationToken">Interrupts a query of the snapshot in its middle.</param>
    public StoreSnapshot BeginRead(CancellationToken cancellationToken) => new(Connect(), cancellationToken);

    /// <summary>Waits for other writers, then holds the only write transaction until it is disposed.</summary>
    internal StoreWriter BeginWrite()
    {
        var connection = Connect();
        connection.Run("PRAGMA secure_delete = ON"); // Belongs to the connection: what is deleted is overwritten in the file.
        return new StoreWriter(connection);
    }

    /// <summary>The spaces of vectors: the one that searches use, and one that is being filled.</summary>
    public IReadOnlyList<EmbeddingSpace> EmbeddingSpaces
    {
        get
        {
            using var snapshot = BeginRead(CancellationToken.None);
            return new VectorTables(snapshot.Connection, snapshot.Transaction).Spaces();
        }
    }

    /// <summary>The facts whose names begin alike, in order of name.</summary>
    internal IReadOnlyList<byte[]> GetFacts(string prefix)
    {
        using var connection = Connect();
        return connection.Rows("SELECT value FROM facts WHERE name >= $p AND name < $p || char(0x10FFFF) ORDER BY name", row => (byte[])row[0], null, ("$p", prefix));
    }
}
