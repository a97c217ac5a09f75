using Microsoft.Data.Sqlite;
using State.Databases;

namespace State.Files;

/// <summary>The table of files.</summary>
internal static class FileRows
{
    public const string Schema = """
        CREATE TABLE files (
            seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, purpose TEXT NOT NULL, size INTEGER NOT NULL,
            sha256 TEXT NOT NULL, key_id TEXT NOT NULL, tenant TEXT, created_at INTEGER NOT NULL, expires_at INTEGER) STRICT;
        CREATE INDEX files_sha256 ON files(sha256);
        CREATE INDEX files_expires ON files(expires_at) WHERE expires_at IS NOT NULL;
        """;

    private const string Columns = "id, name, purpose, size, sha256, key_id, tenant, created_at, expires_at";

    public static void Insert(SqliteTransaction transaction, StoredFile file) => transaction.Run(
        $"INSERT INTO files ({Columns}) VALUES ($id, $name, $purpose, $size, $sha256, $key, $tenant, $created, $expires)",
        ("$id", file.Id),
        ("$name", file.Name),
        ("$purpose", file.Purpose),
        ("$size", file.Size),
        ("$sha256", file.Sha256),
        ("$key", file.Owner.KeyId),
        ("$tenant", file.Owner.Tenant),
        ("$created", file.CreatedAt.ToUnixTimeMilliseconds()),
        ("$expires", file.ExpiresAt?.ToUnixTimeMilliseconds()));

    public static StoredFile? Find(SqliteTransaction snapshot, string id, DateTimeOffset now) => snapshot.Rows(
        $"SELECT {Columns} FROM files WHERE id = $id AND (expires_at IS NULL OR expires_at > $now)", Read, ("$id", id), ("$now", now.ToUnixTimeMilliseconds())).SingleOrDefault();

    public static List<StoredFile> List(SqliteTransaction snapshot, FileQuery query, DateTimeOffset now)
    {
        var (order, comparison) = query.OldestFirst ? ("ASC", ">") : ("DESC", "<");
        return snapshot.Rows(
            $"""
            SELECT {Columns} FROM files
            WHERE tenant IS $tenant AND ($key IS NULL OR key_id = $key) AND ($purpose IS NULL OR purpose = $purpose)
              AND (expires_at IS NULL OR expires_at > $now)
              AND ($after IS NULL OR seq {comparison} (SELECT seq FROM files WHERE id = $after))
            ORDER BY seq {order} LIMIT $limit
            """,
            Read,
            ("$tenant", query.Tenant),
            ("$key", query.KeyId),
            ("$purpose", query.Purpose),
            ("$after", query.After),
            ("$now", now.ToUnixTimeMilliseconds()),
            ("$limit", query.Limit));
    }

    public static List<StoredFile> Expired(SqliteTransaction snapshot, DateTimeOffset now) =>
        snapshot.Rows($"SELECT {Columns} FROM files WHERE expires_at <= $now", Read, ("$now", now.ToUnixTimeMilliseconds()));

    public static long TotalBytes(SqliteTransaction snapshot) => (long)snapshot.Scalar("SELECT coalesce(sum(size), 0) FROM files")!; // A sum with a default is never null.

    public static bool Delete(SqliteTransaction transaction, string id) => transaction.Run("DELETE FROM files WHERE id = $id", ("$id", id)) > 0;

    public static bool IsReferred(SqliteTransaction snapshot, string sha256) =>
        snapshot.Scalar("SELECT 1 FROM files WHERE sha256 = $sha256 LIMIT 1", ("$sha256", sha256)) is not null;

    private static StoredFile Read(SqliteDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.GetString(2),
        row.GetInt64(3),
        row.GetString(4),
        new FileOwner(row.GetString(5), row.Text(6)),
        row.Time(7),
        row.OptionalTime(8));
}
