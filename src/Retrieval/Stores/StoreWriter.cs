using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Retrieval.Chunking;
using Retrieval.Documents;

namespace Retrieval.Stores;

/// <summary>
/// One write transaction. Nothing is visible before <see cref="Commit"/>, and a process that dies before it leaves
/// the store as it was. Not for use by several threads.
/// </summary>
internal sealed class StoreWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _transaction;

    public StoreWriter(SqliteConnection connection)
    {
        _connection = connection;
        _transaction = connection.BeginTransaction(deferred: false);
    }

    /// <summary>Ids and content hashes of a domain's documents that were chunked by the present rules.</summary>
    public Dictionary<string, string> HashesOf(string domain) =>
        _connection.Rows(
            "SELECT id, CASE chunk_rules WHEN $r THEN content_hash ELSE '' END FROM documents WHERE domain = $d",
            row => (Id: row.GetString(0), Hash: row.GetString(1)),
            _transaction,
            ("$d", domain),
            ("$r", Chunker.RulesVersion)).ToDictionary(row => row.Id, row => row.Hash);

    public void Put(Document document, string text, IReadOnlyList<Chunk> chunks)
    {
        Remove(document.Id);
        _connection.Run(
            """
            INSERT INTO documents (id, domain, path, title, media_type, date, version, supersedes, content_hash, chunk_rules, text,
                licence, training, consent)
            VALUES ($id, $domain, $path, $title, $media, $date, $version, $supersedes, $hash, $rules, $text, $licence, $training, $consent)
            """,
            _transaction,
            ("$id", document.Id),
            ("$domain", document.Domain),
            ("$path", document.Path),
            ("$title", document.Title),
            ("$media", document.MediaType),
            ("$date", document.Date.ToColumn()),
            ("$version", document.Version),
            ("$supersedes", document.Supersedes),
            ("$hash", document.ContentHash),
            ("$rules", Chunker.RulesVersion),
            ("$text", text),
            ("$licence", document.Rights.Licence),
            ("$training", document.Rights.Training),
            ("$consent", document.Rights.Consent));
        foreach (var chunk in chunks)
        {
            _connection.Run(
                "INSERT INTO chunks (document_id, title_path, start, end, text) VALUES ($id, $path, $start, $end, $text)",
                _transaction,
                ("$id", document.Id),
                ("$path", chunk.TitlePath),
                ("$start", chunk.Start),
                ("$end", chunk.End),
                ("$text", chunk.Text));
        }
    }

    public void Remove(string id)
    {
        _connection.Run("DELETE FROM chunks WHERE document_id = $id", _transaction, ("$id", id));
        _connection.Run("DELETE FROM documents WHERE id = $id", _transaction, ("$id", id));
    }

    /// <summary>Every chunk of the store as domain, title path and text, in a fixed order.</summary>
    public List<(string Domain, string TitlePath, string Text)> AllChunks() =>
        _connection.Rows(
            "SELECT d.domain, c.title_path, c.text FROM chunks c JOIN documents d ON d.id = c.document_id ORDER BY d.id, c.start",
            row => (row.GetString(0), row.GetString(1), row.GetString(2)),
            _transaction);

    public List<Document> AllDocuments() =>
        _connection.Rows(
            $"SELECT {DocumentStore.DocumentColumns} FROM documents ORDER BY id",
            DocumentStore.ReadDocument,
            _transaction);

    public void ReplaceSupersessions(IEnumerable<(Document Old, Document New)> pairs)
    {
        _connection.Run("DELETE FROM supersessions", _transaction);
        foreach (var (old, next) in pairs)
        {
            _connection.Run(
                "INSERT OR IGNORE INTO supersessions (old_id, new_id, new_date) VALUES ($old, $new, $date)",
                _transaction,
                ("$old", old.Id),
                ("$new", next.Id),
                ("$date", next.Date.ToColumn()));
        }
    }

    public void SetFact(string name, object value) =>
        _connection.Run(
            "INSERT INTO facts (name, value) VALUES ($n, $v) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            _transaction,
            ("$n", name),
            ("$v", value));

    /// <summary>Names the new content and makes it visible to readers.</summary>
    public void Commit()
    {
        SetFact(DocumentStore.IndexVersionFact, ContentVersion());
        _transaction.Commit();
    }

    public void Dispose()
    {
        _transaction.Dispose();
        _connection.Dispose();
    }

    private string ContentVersion()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"schema {StoreSchema.Version}, chunks {Chunker.RulesVersion}\n"));
        foreach (var document in AllDocuments())
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{document.Id}\n{document.ContentHash}\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }
}
