using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using State.Databases;
using State.Files;

namespace State.VectorStores;

/// <summary>The table of vector stores.</summary>
internal static class StoreRows
{
    private const string Columns = "id, domain, name, key_id, tenant, created_at, last_active_at, expires_days, metadata";

    public static void Insert(SqliteTransaction transaction, VectorStore store) => transaction.Run(
        $"INSERT INTO stores ({Columns}) VALUES ($id, $domain, $name, $key, $tenant, $created, $active, $days, $metadata)",
        ("$id", store.Id),
        ("$domain", store.Domain),
        ("$name", store.Name),
        ("$key", store.Owner?.KeyId),
        ("$tenant", store.Owner?.Tenant),
        ("$created", store.CreatedAt.ToUnixTimeMilliseconds()),
        ("$active", store.LastActiveAt.ToUnixTimeMilliseconds()),
        ("$days", store.ExpiresAfterDays),
        ("$metadata", JsonSerializer.Serialize(store.Metadata)));

    public static VectorStore? Find(SqliteTransaction snapshot, string id) =>
        snapshot.Rows($"SELECT {Columns} FROM stores WHERE id = $id", Read, ("$id", id)).SingleOrDefault();

    /// <summary>All of them, oldest first.</summary>
    public static List<VectorStore> All(SqliteTransaction snapshot) => snapshot.Rows($"SELECT {Columns} FROM stores ORDER BY seq", Read);

    public static bool HasDomain(SqliteTransaction snapshot, string domain) =>
        snapshot.Scalar("SELECT 1 FROM stores WHERE domain = $domain", ("$domain", domain)) is not null;

    public static bool Update(SqliteTransaction transaction, VectorStore store) => transaction.Run(
        "UPDATE stores SET name = $name, last_active_at = $active, expires_days = $days, metadata = $metadata WHERE id = $id",
        ("$id", store.Id),
        ("$name", store.Name),
        ("$active", store.LastActiveAt.ToUnixTimeMilliseconds()),
        ("$days", store.ExpiresAfterDays),
        ("$metadata", JsonSerializer.Serialize(store.Metadata))) > 0;

    public static bool Touch(SqliteTransaction transaction, string id, DateTimeOffset now) =>
        transaction.Run("UPDATE stores SET last_active_at = max(last_active_at, $now) WHERE id = $id", ("$id", id), ("$now", now.ToUnixTimeMilliseconds())) > 0;

    public static bool Delete(SqliteTransaction transaction, string id) => transaction.Run("DELETE FROM stores WHERE id = $id", ("$id", id)) > 0;

    private static VectorStore Read(SqliteDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.GetString(2),
        row.Text(3) is { } key ? new FileOwner(key, row.Text(4)) : null,
        row.Time(5),
        row.Time(6))
    {
        ExpiresAfterDays = row.IsDBNull(7) ? null : row.GetInt32(7),
        Metadata = JsonSerializer.Deserialize<ImmutableSortedDictionary<string, string>>(row.GetString(8)) ?? ImmutableSortedDictionary<string, string>.Empty,
    };
}
