namespace State.VectorStores;

/// <summary>The tables of the catalogue. Files in progress are the queue of the ingestion: it outlives the process.</summary>
internal static class CatalogueSchema
{
    public const int ApplicationId = 0x47775673; // "GwVs"
    public const int Version = 1;

    public const string Tables = """
        CREATE TABLE stores (
            seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, domain TEXT NOT NULL UNIQUE, name TEXT NOT NULL, key_id TEXT, tenant TEXT,
            created_at INTEGER NOT NULL, last_active_at INTEGER NOT NULL, expires_days INTEGER, metadata TEXT NOT NULL) STRICT;
        CREATE TABLE batches (
            seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, store_id TEXT NOT NULL REFERENCES stores(id) ON DELETE CASCADE,
            created_at INTEGER NOT NULL, cancelled INTEGER NOT NULL) STRICT;
        CREATE TABLE store_files (
            seq INTEGER PRIMARY KEY AUTOINCREMENT, store_id TEXT NOT NULL REFERENCES stores(id) ON DELETE CASCADE, file_id TEXT NOT NULL,
            status INTEGER NOT NULL, created_at INTEGER NOT NULL, attributes TEXT NOT NULL, chunk_tokens INTEGER, chunk_overlap INTEGER,
            usage_bytes INTEGER NOT NULL, error_code TEXT, error_message TEXT, UNIQUE (store_id, file_id)) STRICT;
        CREATE INDEX store_files_file ON store_files(file_id);
        CREATE INDEX store_files_status ON store_files(status, seq);
        CREATE TABLE batch_files (
            batch_id TEXT NOT NULL REFERENCES batches(id) ON DELETE CASCADE, file_seq INTEGER NOT NULL REFERENCES store_files(seq) ON DELETE CASCADE,
            PRIMARY KEY (batch_id, file_seq)) STRICT, WITHOUT ROWID;
        CREATE INDEX batch_files_file ON batch_files(file_seq);
        """;
}
