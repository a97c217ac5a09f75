using System.Text.Json;
using Microsoft.Data.Sqlite;
using Retrieval.Documents;
using Retrieval.Stores;

namespace Retrieval.Search;

/// <summary>The two SQL queries of a search; domain and date filters are part of both.</summary>
internal static class PassageQueries
{
    private const string Columns = """
        d.id, d.domain, d.title, c.title_path, d.date, d.path, d.content_hash, c.start, c.end, c.text,
        EXISTS (SELECT 1 FROM supersessions s WHERE s.old_id = d.id
                AND ($asOf IS NULL OR s.new_date IS NULL OR s.new_date <= $asOf)) AS superseded
        """;

    private const string Allowed = """
        d.domain IN (SELECT value FROM json_each($domains)) AND ($asOf IS NULL OR d.date IS NULL OR d.date <= $asOf)
        """;

    // A word in a title or heading says more about a passage than one in its prose: weight 2 against 1.
    private const string MatchingSql = $"""
        SELECT {Columns}, -bm25(chunks_fts, 2.0, 1.0) AS score
        FROM chunks_fts JOIN chunks c ON c.id = chunks_fts.rowid JOIN documents d ON d.id = c.document_id
        WHERE chunks_fts MATCH $match AND {Allowed}
        ORDER BY superseded, score DESC, d.id, c.start
        LIMIT $limit
        """;

    private const string SiblingSql = $"""
        SELECT {Columns}, 0.0 AS score
        FROM chunks c JOIN documents d ON d.id = c.document_id
        WHERE d.id IN (SELECT value FROM json_each($ids)) AND {Allowed}
        ORDER BY d.id, c.start
        LIMIT $limit
        """;

    public static List<Passage> Matching(SqliteTransaction snapshot, SearchQuery query, string match, int limit) =>
        snapshot.Connection!.Rows(MatchingSql, Read, snapshot, [("$match", match), .. Filters(query), ("$limit", limit)]);

    public static List<Passage> Siblings(SqliteTransaction snapshot, SearchQuery query, IEnumerable<string> ids, int limit) =>
        snapshot.Connection!.Rows(SiblingSql, Read, snapshot, [("$ids", JsonSerializer.Serialize(ids)), .. Filters(query), ("$limit", limit)]);

    public static string Version(SqliteTransaction snapshot) =>
        snapshot.Connection!.Scalar("SELECT value FROM facts WHERE name = $n", snapshot, ("$n", DocumentStore.IndexVersionFact)) as string ?? "";

    private static (string, object?)[] Filters(SearchQuery query) =>
        [("$domains", JsonSerializer.Serialize(query.Domains)), ("$asOf", query.AsOf.ToColumn())];

    private static Passage Read(SqliteDataReader row) => new(
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
        row.GetDouble(11),
        row.GetBoolean(10));
}
