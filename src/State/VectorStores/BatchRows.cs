using Microsoft.Data.Sqlite;
using State.Databases;

namespace State.VectorStores;

/// <summary>The table of batches.</summary>
internal static class BatchRows
{
    public static void Insert(SqliteTransaction transaction, string id, string storeId, DateTimeOffset now, IEnumerable<long> files)
    {
        transaction.Run("INSERT INTO batches (id, store_id, created_at, cancelled) VALUES ($id, $store, $now, 0)", ("$id", id), ("$store", storeId), ("$now", now.ToUnixTimeMilliseconds()));
        foreach (var file in files)
        {
            transaction.Run("INSERT OR IGNORE INTO batch_files (batch_id, file_seq) VALUES ($id, $file)", ("$id", id), ("$file", file));
        }
    }

    public static FileBatch? Find(SqliteTransaction snapshot, string storeId, string id) => snapshot.Rows(
        "SELECT id, store_id, created_at, cancelled FROM batches WHERE id = $id AND store_id = $store",
        row => new FileBatch(row.GetString(0), row.GetString(1), row.Time(2), row.GetBoolean(3), StoreFileRows.Count(snapshot, null, id)),
        ("$id", id),
        ("$store", storeId)).SingleOrDefault();

    /// <summary>Marks the batch and those of its files that were not read yet.</summary>
    public static void Cancel(SqliteTransaction transaction, string id)
    {
        transaction.Run("UPDATE batches SET cancelled = 1 WHERE id = $id", ("$id", id));
        transaction.Run(
            $"""
            UPDATE store_files SET status = {(int)StoreFileStatus.Cancelled}
            WHERE status = {(int)StoreFileStatus.InProgress} AND seq IN (SELECT file_seq FROM batch_files WHERE batch_id = $id)
            """,
            ("$id", id));
    }
}
