using Microsoft.Data.Sqlite;
using State.Databases;

namespace State.VectorStores;

/// <summary>The table of files in vector stores.</summary>
internal static class StoreFileRows
{
    private const string Columns =
        "f.store_id, f.file_id, f.status, f.created_at, f.seq, f.attributes, f.chunk_tokens, f.chunk_overlap, f.usage_bytes, f.error_code, f.error_message";

    /// <summary>Puts a file into a store, in the place of what was there of it; returns its sequence.</summary>
    public static long Insert(SqliteTransaction transaction, StoreFile file)
    {
        Delete(transaction, file.StoreId, file.FileId);
        return (long)transaction.Scalar(
            """
            INSERT INTO store_files (store_id, file_id, status, created_at, attributes, chunk_tokens, chunk_overlap, usage_bytes, error_code, error_message)
            VALUES ($store, $file, $status, $created, $attributes, $tokens, $overlap, $usage, $code, $message) RETURNING seq
            """,
            ("$store", file.StoreId),
            ("$file", file.FileId),
            ("$status", (int)file.Status),
            ("$created", file.CreatedAt.ToUnixTimeMilliseconds()),
            ("$attributes", file.Attributes),
            ("$tokens", file.ChunkTokens),
            ("$overlap", file.ChunkOverlapTokens),
            ("$usage", file.UsageBytes),
            ("$code", file.ErrorCode),
            ("$message", file.ErrorMessage))!; // RETURNING gives a row for each that was inserted.
    }

    public static StoreFile? Find(SqliteTransaction snapshot, string storeId, string fileId) => snapshot.Rows(
        $"SELECT {Columns} FROM store_files f WHERE f.store_id = $store AND f.file_id = $file", Read, ("$store", storeId), ("$file", fileId)).SingleOrDefault();

    public static List<StoreFile> Of(SqliteTransaction snapshot, string fileId) =>
        snapshot.Rows($"SELECT {Columns} FROM store_files f WHERE f.file_id = $file ORDER BY f.seq", Read, ("$file", fileId));

    public static List<StoreFile> List(SqliteTransaction snapshot, StoreFileQuery query)
    {
        var (order, after, before) = query.OldestFirst ? ("ASC", ">", "<") : ("DESC", "<", ">");
        return snapshot.Rows(
            $"""
            SELECT {Columns} FROM store_files f
            WHERE f.store_id = $store AND ($status IS NULL OR f.status = $status)
              AND ($batch IS NULL OR f.seq IN (SELECT file_seq FROM batch_files WHERE batch_id = $batch))
              AND ($after IS NULL OR f.seq {after} (SELECT seq FROM store_files WHERE store_id = $store AND file_id = $after))
              AND ($before IS NULL OR f.seq {before} (SELECT seq FROM store_files WHERE store_id = $store AND file_id = $before))
            ORDER BY f.seq {order} LIMIT $limit
            """,
            Read,
            ("$store", query.StoreId),
            ("$status", (int?)query.Status),
            ("$batch", query.BatchId),
            ("$after", query.After),
            ("$before", query.Before),
            ("$limit", query.Limit));
    }

    /// <summary>Files in progress, those that wait longest first.</summary>
    public static List<StoreFile> Pending(SqliteTransaction snapshot, int limit) => snapshot.Rows(
        $"SELECT {Columns} FROM store_files f WHERE f.status = {(int)StoreFileStatus.InProgress} ORDER BY f.seq LIMIT $limit", Read, ("$limit", limit));

    public static FileCounts Count(SqliteTransaction snapshot, string? storeId, string? batchId)
    {
        var rows = snapshot.Rows(
            """
            SELECT status, count(*), sum(usage_bytes) FROM store_files
            WHERE ($store IS NULL OR store_id = $store) AND ($batch IS NULL OR seq IN (SELECT file_seq FROM batch_files WHERE batch_id = $batch))
            GROUP BY status
            """,
            row => (Status: (StoreFileStatus)row.GetInt32(0), Count: row.GetInt32(1), Bytes: row.GetInt64(2)),
            ("$store", storeId),
            ("$batch", batchId));
        return new FileCounts(Of(StoreFileStatus.InProgress), Of(StoreFileStatus.Completed), Of(StoreFileStatus.Failed), Of(StoreFileStatus.Cancelled), rows.Sum(row => row.Bytes));

        int Of(StoreFileStatus status) => rows.Find(row => row.Status == status).Count;
    }

    /// <summary>Ends a file's progress, unless it was put in again, cancelled or taken out meanwhile.</summary>
    public static bool Settle(SqliteTransaction transaction, long sequence, StoreFileStatus status, long usageBytes, string? code, string? message) => transaction.Run(
        $"""
        UPDATE store_files SET status = $status, usage_bytes = $usage, error_code = $code, error_message = $message
        WHERE seq = $seq AND status = {(int)StoreFileStatus.InProgress}
        """,
        ("$seq", sequence),
        ("$status", (int)status),
        ("$usage", usageBytes),
        ("$code", code),
        ("$message", message)) > 0;

    public static bool SetAttributes(SqliteTransaction transaction, string storeId, string fileId, string attributes) => transaction.Run(
        "UPDATE store_files SET attributes = $attributes WHERE store_id = $store AND file_id = $file",
        ("$store", storeId), ("$file", fileId), ("$attributes", attributes)) > 0;

    public static bool Delete(SqliteTransaction transaction, string storeId, string fileId) =>
        transaction.Run("DELETE FROM store_files WHERE store_id = $store AND file_id = $file", ("$store", storeId), ("$file", fileId)) > 0;

    private static StoreFile Read(SqliteDataReader row) => new(row.GetString(0), row.GetString(1), (StoreFileStatus)row.GetInt32(2), row.Time(3))
    {
        Sequence = row.GetInt64(4),
        Attributes = row.GetString(5),
        ChunkTokens = row.IsDBNull(6) ? null : row.GetInt32(6),
        ChunkOverlapTokens = row.IsDBNull(7) ? null : row.GetInt32(7),
        UsageBytes = row.GetInt64(8),
        ErrorCode = row.Text(9),
        ErrorMessage = row.Text(10),
    };
}
