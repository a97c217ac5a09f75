using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Retrieval.Chunking;
using Retrieval.Documents;
using Retrieval.Lexical;

namespace Retrieval.Stores;

/// <summary>
/// One write transaction. Nothing is visible before <see cref="Commit"/>, and a process that dies before it leaves
/// the store as it was. Not for use by several threads.
/// </summary>
internal sealed class StoreWriter : IDisposable
{
    private const string ContentSumFact = "content_sum";

    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _transaction;
    private readonly VectorTables _vectors;
    private BigInteger _contentSum;

    public StoreWriter(SqliteConnection connection)
        : this(connection, connection.BeginTransaction(deferred: false))
    {
    }

    public StoreWriter(SqliteConnection connection, SqliteTransaction transaction)
    {
        (_connection, _transaction) = (connection, transaction);
        _vectors = new VectorTables(connection, transaction);
        _contentSum = connection.Scalar("SELECT value FROM facts WHERE name = $n", transaction, ("$n", ContentSumFact)) is byte[] sum ? new BigInteger(sum, isUnsigned: true) : BigInteger.Zero;
    }

    /// <summary>Whether something was removed or replaced since the writer began.</summary>
    public bool HasRemoved { get; private set; }

    /// <summary>The vectors of the documents.</summary>
    public VectorTables Vectors => _vectors;

    /// <summary>Ids and content hashes of a domain's documents that were chunked by the present rules.</summary>
    public Dictionary<string, string> HashesOf(string domain) =>
        _connection.Rows(
            "SELECT id, CASE WHEN chunk_rules = $r AND stemming = $s THEN content_hash ELSE '' END FROM documents WHERE domain = $d",
            row => (Id: row.GetString(0), Hash: row.GetString(1)),
            _transaction,
            ("$d", domain),
            ("$r", Chunker.RulesVersion),
            ("$s", IsStemming(domain))).ToDictionary(row => row.Id, row => row.Hash);

    /// <summary>Adds a document, or replaces the one of its id with all its chunks. Vectors of chunks that stay the same are kept.</summary>
    public void Put(Document document, string text, IReadOnlyList<Chunk> chunks) => Put(document, text, chunks, Chunker.RulesVersion);

    /// <inheritdoc cref="Put(Document, string, IReadOnlyList{Chunk})"/>
    /// <param name="document">The document.</param>
    /// <param name="text">Its extracted text.</param>
    /// <param name="chunks">Pieces of the text, in order.</param>
    /// <param name="chunkRules">The rules that the chunks were cut by.</param>
    public void Put(Document document, string text, IReadOnlyList<Chunk> chunks, int chunkRules)
    {
        var kept = _vectors.Keep(document.Id);
        Remove(document.Id);
        var stemming = IsStemming(document.Domain);
        var words = Words(document.Title, text, stemming);
        var number = Insert(document, text, chunks.Count, words.Count, stemming, chunkRules);
        AddWords(number, words);
        foreach (var chunk in chunks)
        {
            InsertChunk(number, chunk);
        }

        kept.Restore(number);
        AddToSum(DocumentRows.Fingerprint(document), 1);
        Touch(number);
    }

    /// <summary>Removes a document with everything that was made of it; false when there is none.</summary>
    public bool Remove(string id)
    {
        var found = _connection.Rows(
            "SELECT number, title, text, stemming, fingerprint FROM documents WHERE id = $id",
            row => (Number: row.GetInt64(0), Title: row.GetString(1), Text: row.GetString(2), Stemming: row.GetBoolean(3), Fingerprint: (byte[])row[4]),
            _transaction,
            ("$id", id));
        if (found is not [var old])
        {
            return false;
        }

        RemoveWords(old.Number, Words(old.Title, old.Text, old.Stemming));
        _vectors.Remove(old.Number);
        _connection.Run("DELETE FROM chunks WHERE document = $n", _transaction, ("$n", old.Number));
        _connection.Run("DELETE FROM documents WHERE number = $n", _transaction, ("$n", old.Number));
        AddToSum(old.Fingerprint, -1);
        Touch(old.Number);
        return HasRemoved = true;
    }

    /// <summary>Sets labels and attributes of a document without reading it again; false when there is none.</summary>
    public bool Describe(Document document)
    {
        var number = _connection.Scalar("SELECT number FROM documents WHERE id = $id", _transaction, ("$id", document.Id)) as long?;
        if (number is null)
        {
            return false;
        }

        var before = (byte[])_connection.Scalar("SELECT fingerprint FROM documents WHERE number = $n", _transaction, ("$n", number))!;
        var now = DocumentRows.Fingerprint(document);
        _connection.Run(
            "UPDATE documents SET labels = $l, attributes = $a, effective_to = $e, fingerprint = $f WHERE number = $n",
            _transaction,
            ("$l", AttributeJson.ToColumn(document.Labels)), ("$a", AttributeJson.ToColumn(document.Attributes)), ("$e", document.EffectiveTo.ToColumn()), ("$f", now), ("$n", number));
        AddToSum(before, -1);
        AddToSum(now, 1);
        Touch(number.Value);
        return true;
    }

    /// <summary>Whether the document of a number is still there.</summary>
    public bool Has(long number) => _connection.Scalar("SELECT 1 FROM documents WHERE number = $n", _transaction, ("$n", number)) is not null;

    /// <summary>The number of a document; null when there is none.</summary>
    public long? NumberOf(string id) => _connection.Scalar("SELECT number FROM documents WHERE id = $id", _transaction, ("$id", id)) as long?;

    /// <summary>The domain of a document; null when there is none.</summary>
    public string? DomainOf(string id) => _connection.Scalar("SELECT domain FROM documents WHERE id = $id", _transaction, ("$id", id)) as string;

    /// <summary>Every chunk of a domain as title path and text, in a fixed order.</summary>
    public List<(string TitlePath, string Text)> ChunksOf(string domain) =>
        _connection.Rows(
            "SELECT c.title_path, c.text FROM chunks c JOIN documents d ON d.number = c.document WHERE d.domain = $d ORDER BY d.id, c.start",
            row => (row.GetString(0), row.GetString(1)),
            _transaction,
            ("$d", domain));

    public List<Document> DocumentsOf(string domain) =>
        _connection.Rows($"SELECT {DocumentRows.Columns} FROM documents WHERE domain = $d ORDER BY id", DocumentRows.Read, _transaction, ("$d", domain));

    /// <summary>Sets from which day each superseded document of a domain is one; those that are not named are not superseded.</summary>
    public void SetSupersessions(string domain, IReadOnlyDictionary<string, DateOnly> from)
    {
        var rows = _connection.Rows(
            "SELECT number, id, superseded_from FROM documents WHERE domain = $d", row => (Number: row.GetInt64(0), Id: row.GetString(1), From: row.Date(2)), _transaction, ("$d", domain));
        foreach (var (number, id, before) in rows)
        {
            DateOnly? now = from.TryGetValue(id, out var day) ? day : null;
            if (now != before)
            {
                _connection.Run("UPDATE documents SET superseded_from = $f WHERE number = $n", _transaction, ("$f", now.ToColumn()), ("$n", number));
                Touch(number);
            }
        }
    }

    /// <summary>Whether the whole documents of a domain are indexed by stems; those that are there are indexed anew.</summary>
    public void SetStemming(string domain, bool stemming)
    {
        _connection.Run(
            "INSERT INTO domains (name, stemming) VALUES ($d, $s) ON CONFLICT (name) DO UPDATE SET stemming = excluded.stemming", _transaction, ("$d", domain), ("$s", stemming));
        foreach (var number in _connection.Rows("SELECT number FROM documents WHERE domain = $d AND stemming <> $s", row => row.GetInt64(0), _transaction, ("$d", domain), ("$s", stemming)))
        {
            var (title, text) = _connection.Rows("SELECT title, text FROM documents WHERE number = $n", row => (row.GetString(0), row.GetString(1)), _transaction, ("$n", number)).Single();
            RemoveWords(number, Words(title, text, !stemming));
            var words = Words(title, text, stemming);
            AddWords(number, words);
            _connection.Run("UPDATE documents SET stemming = $s, length = $l WHERE number = $n", _transaction, ("$s", stemming), ("$l", words.Count), ("$n", number));
            Touch(number);
        }

        Touch(0);
    }

    /// <summary>Sets a fact of the store; null takes it away.</summary>
    public void SetFact(string name, object? value) => _ = value is null
        ? _connection.Run("DELETE FROM facts WHERE name = $n", _transaction, ("$n", name))
        : _connection.Run(
            "INSERT INTO facts (name, value) VALUES ($n, $v) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            _transaction,
            ("$n", name),
            ("$v", value));

    /// <summary>Tells those who follow the store that a document changed, came or went; 0 for the spaces.</summary>
    public void Touch(long number)
    {
        _connection.Run("DELETE FROM changes WHERE document = $n", _transaction, ("$n", number));
        _connection.Run("INSERT INTO changes (document) VALUES ($n)", _transaction, ("$n", number));
    }

    /// <summary>Names the new content and makes it visible to readers.</summary>
    public void Commit()
    {
        NameContent();
        _transaction.Commit();
        if (HasRemoved)
        {
            // What was removed still stands in the log of pages; a reader that is at it just now puts this off to the next time.
            _connection.Run("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    /// <summary>Writes the name of the content as it is now.</summary>
    public void NameContent()
    {
        var sum = _contentSum.ToByteArray(isUnsigned: true);
        SetFact(ContentSumFact, sum);
        var named = Encoding.UTF8.GetBytes($"schema {StoreSchema.Version}, chunks {Chunker.RulesVersion}\n");
        SetFact(DocumentStore.IndexVersionFact, Convert.ToHexStringLower(SHA256.HashData([.. named, .. sum]).AsSpan(0, 16)));
    }

    public void Dispose()
    {
        _transaction.Dispose();
        _connection.Dispose();
    }

    /// <summary>Hash of what is embedded of a chunk, for finding equal ones.</summary>
    internal static byte[] HashOf(Chunk chunk) => SHA256.HashData(Encoding.UTF8.GetBytes($"{chunk.TitlePath}\n{chunk.Text}"));

    private static List<string> Words(string title, string text, bool stemming) => [.. IndexedWords.Of($"{title}\n{text}", stemming)];

    private void AddWords(long number, List<string> words) =>
        _connection.Run("INSERT INTO document_words(rowid, words) VALUES ($n, $w)", _transaction, ("$n", number), ("$w", string.Join(' ', words)));

    private void RemoveWords(long number, List<string> words) => _connection.Run(
        "INSERT INTO document_words(document_words, rowid, words) VALUES ('delete', $n, $w)", _transaction, ("$n", number), ("$w", string.Join(' ', words)));

    private bool IsStemming(string domain) =>
        _connection.Scalar("SELECT stemming FROM domains WHERE name = $d", _transaction, ("$d", domain)) is not long value || value != 0;

    private long Insert(Document document, string text, int chunks, int length, bool stemming, int chunkRules) => (long)_connection.Scalar(
        """
        INSERT INTO documents (id, domain, path, title, media_type, date, effective_to, version, supersedes, labels, attributes, licence, training, consent, content_hash,
            fingerprint, chunk_rules, stemming, first_chunk, chunk_count, length, text)
        VALUES ($id, $domain, $path, $title, $media, $date, $to, $version, $supersedes, $labels, $attributes, $licence, $training, $consent, $hash,
            $fingerprint, $rules, $stemming, coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'chunks'), 0) + 1, $chunks, $length, $text) RETURNING number
        """,
        _transaction,
        ("$id", document.Id),
        ("$domain", document.Domain),
        ("$path", document.Path),
        ("$title", document.Title),
        ("$media", document.MediaType),
        ("$date", document.Date.ToColumn()),
        ("$to", document.EffectiveTo.ToColumn()),
        ("$version", document.Version),
        ("$supersedes", document.Supersedes),
        ("$labels", AttributeJson.ToColumn(document.Labels)),
        ("$attributes", AttributeJson.ToColumn(document.Attributes)),
        ("$licence", document.Rights.Licence),
        ("$training", document.Rights.Training),
        ("$consent", document.Rights.Consent),
        ("$hash", document.ContentHash),
        ("$fingerprint", DocumentRows.Fingerprint(document)),
        ("$rules", chunkRules),
        ("$stemming", stemming),
        ("$chunks", chunks),
        ("$length", length),
        ("$text", text))!;

    private void InsertChunk(long number, Chunk chunk) => _connection.Run(
        "INSERT INTO chunks (document, title_path, start, end, text, hash) VALUES ($n, $path, $start, $end, $text, $hash)",
        _transaction,
        ("$n", number),
        ("$path", chunk.TitlePath),
        ("$start", chunk.Start),
        ("$end", chunk.End),
        ("$text", chunk.Text),
        ("$hash", HashOf(chunk)));

    /// <summary>The sum over all documents, modulo 2^256: the same whatever the order they came in, and cheap to change by one.</summary>
    private void AddToSum(byte[] fingerprint, int sign)
    {
        var modulus = BigInteger.One << 256;
        _contentSum = (_contentSum + (sign * new BigInteger(fingerprint, isUnsigned: true)) + modulus) % modulus;
    }
}
