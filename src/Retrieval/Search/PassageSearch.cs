using System.Text.Json;
using Microsoft.Data.Sqlite;
using Retrieval.Documents;
using Retrieval.Stores;
using SQLitePCL;

namespace Retrieval.Search;

/// <summary>
/// Finds passages by BM25 over words. Passages of superseded documents come after all others: see DESIGN.md for what
/// supersedes what. May be used from any thread.
/// </summary>
/// <param name="store">The documents to search.</param>
public sealed class PassageSearch(DocumentStore store)
{
    /// <summary>Longest question that is read, in UTF-16 characters; the rest is ignored.</summary>
    public const int MaxQueryLength = 8192;

    private const int MaxLimit = 200;
    private const int InterruptedCode = raw.SQLITE_INTERRUPT;

    // A word in a title or heading says more about a passage than one in its prose: weight 2 against 1.
    private const string Sql = """
        SELECT d.id, d.domain, d.title, c.title_path, d.date, d.path, d.content_hash, c.start, c.end, c.text,
               -bm25(chunks_fts, 2.0, 1.0) AS score,
               EXISTS (SELECT 1 FROM supersessions s WHERE s.old_id = d.id
                       AND ($asOf IS NULL OR s.new_date IS NULL OR s.new_date <= $asOf)) AS superseded
        FROM chunks_fts JOIN chunks c ON c.id = chunks_fts.rowid JOIN documents d ON d.id = c.document_id
        WHERE chunks_fts MATCH $match
          AND d.domain IN (SELECT value FROM json_each($domains))
          AND ($asOf IS NULL OR d.date IS NULL OR d.date <= $asOf)
        ORDER BY superseded, score DESC, d.id, c.start
        LIMIT $limit
        """;

    /// <summary>The best passages, best first; empty when the question holds no word or nothing matches.</summary>
    /// <remarks>Runs on the calling thread (milliseconds); cancellation interrupts SQLite in mid-query.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The limit is outside its range.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, also in mid-query.</exception>
    /// <exception cref="SqliteException">The store cannot be read.</exception>
    public Task<IReadOnlyList<Passage>> SearchAsync(SearchQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, MaxLimit, nameof(query));
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<IReadOnlyList<Passage>>(cancellationToken);
        }

        var text = query.Text.Length > MaxQueryLength ? query.Text[..MaxQueryLength] : query.Text;
        var match = query.Domains.Count > 0 ? MatchExpression.From(text) : null;
        return Task.FromResult(match is null ? [] : Run(query, match, cancellationToken));
    }

    private IReadOnlyList<Passage> Run(SearchQuery query, string match, CancellationToken cancellationToken)
    {
        using var connection = store.Connect();
        // Disposed before the connection returns to the pool, so the interrupt cannot hit the next user of it.
        using var interrupt = cancellationToken.Register(() => raw.sqlite3_interrupt(connection.Handle));
        try
        {
            return connection.Rows(
                Sql,
                ReadPassage,
                null,
                ("$match", match),
                ("$domains", JsonSerializer.Serialize(query.Domains)),
                ("$asOf", query.AsOf.ToColumn()),
                ("$limit", query.Limit));
        }
        catch (SqliteException interrupted) when (interrupted.SqliteErrorCode == InterruptedCode)
        {
            throw new OperationCanceledException("the search was cancelled", interrupted, cancellationToken);
        }
    }

    private static Passage ReadPassage(SqliteDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.GetString(2),
        row.GetString(3),
        row.Date(4),
        row.GetString(5),
        row.GetString(6),
        row.GetInt32(7),
        row.GetInt32(8),
        row.GetString(9),
        row.GetDouble(10),
        row.GetBoolean(11));
}
