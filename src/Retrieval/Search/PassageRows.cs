using System.Text.Json;
using Microsoft.Data.Sqlite;
using Retrieval.Documents;
using Retrieval.Stores;

namespace Retrieval.Search;

/// <summary>Reads passages of a snapshot: those of hits, and all of some documents.</summary>
internal static class PassageRows
{
    private const string Columns = """
        c.id, d.id, d.domain, d.title, c.title_path, d.date, d.path, d.content_hash, c.start, c.end, c.text,
        d.superseded_from IS NOT NULL AND ($asOf IS NULL OR d.superseded_from <= $asOf) AS superseded,
        c.page, d.effective_to, d.superseded_from
        """;

    private const string HitsSql = $"""
        SELECT {Columns} FROM json_each($ids) hit JOIN chunks c ON c.id = hit.value JOIN documents d ON d.number = c.document ORDER BY hit.key
        """;

    private const string OfDocumentsSql = $"""
        SELECT {Columns} FROM chunks c JOIN documents d ON d.number = c.document
        WHERE d.id IN (SELECT value FROM json_each($ids)) ORDER BY d.id, c.start LIMIT $limit
        """;

    /// <summary>The passages of hits in their order, with their scores. A hit that the store does not hold any more is left out.</summary>
    public static List<Passage> Of(StoreSnapshot snapshot, IReadOnlyCollection<Hit> hits, DateOnly? asOf)
    {
        var scores = hits.ToDictionary(hit => hit.Id, hit => hit.Score);
        return snapshot.Connection.Rows(
            HitsSql, row => Read(row, scores[row.GetInt64(0)]), snapshot.Transaction,
            ("$ids", JsonSerializer.Serialize(hits.Select(hit => hit.Id))), ("$asOf", asOf.ToColumn()));
    }

    /// <summary>All passages of some documents, up to a limit.</summary>
    public static List<Passage> OfDocuments(StoreSnapshot snapshot, IEnumerable<string> ids, DateOnly? asOf, int limit) => snapshot.Connection.Rows(
        OfDocumentsSql, row => Read(row, 0), snapshot.Transaction,
        ("$ids", JsonSerializer.Serialize(ids)), ("$asOf", asOf.ToColumn()), ("$limit", limit));

    private static Passage Read(SqliteDataReader row, double score) => new(
        row.GetString(1),
        row.GetString(2),
        row.GetString(3),
        row.GetString(4),
        row.Date(5),
        row.GetString(6),
        row.GetString(7),
        row.GetInt32(8),
        row.GetInt32(9),
        row.GetString(10),
        score,
        row.GetBoolean(11)) { ChunkId = row.GetInt64(0), Page = row.IsDBNull(12) ? null : row.GetInt32(12), EffectiveTo = row.Date(13), SupersededFrom = row.Date(14) };
}
