using Microsoft.Data.Sqlite;

namespace Retrieval.Stores;

/// <summary>The tables of the store, and how a file gets them.</summary>
internal static class StoreSchema
{
    /// <summary>Written to <c>PRAGMA user_version</c>; version 1 is brought to it, a file of any other is refused, never guessed at.</summary>
    public const int Version = 2;

    // chunks_fts has no text of its own (content = chunks): the triggers keep it equal to the table. Deleting a
    // document therefore removes chunks and index entries together, and 'porter' stems the words of both.
    private const string Tables = """
        CREATE TABLE documents (
            id TEXT PRIMARY KEY, domain TEXT NOT NULL, path TEXT NOT NULL, title TEXT NOT NULL, media_type TEXT NOT NULL,
            date TEXT, version TEXT, supersedes TEXT, content_hash TEXT NOT NULL, chunk_rules INTEGER NOT NULL,
            text TEXT NOT NULL, licence TEXT, training INTEGER, consent INTEGER) WITHOUT ROWID;
        CREATE INDEX documents_domain ON documents(domain, path);
        CREATE TABLE chunks (
            id INTEGER PRIMARY KEY, document_id TEXT NOT NULL REFERENCES documents(id), title_path TEXT NOT NULL,
            start INTEGER NOT NULL, end INTEGER NOT NULL, text TEXT NOT NULL);
        CREATE INDEX chunks_document ON chunks(document_id);
        CREATE VIRTUAL TABLE chunks_fts USING fts5(
            title_path, text, content='chunks', content_rowid='id', tokenize='porter unicode61');
        CREATE TRIGGER chunks_inserted AFTER INSERT ON chunks BEGIN
            INSERT INTO chunks_fts(rowid, title_path, text) VALUES (new.id, new.title_path, new.text);
        END;
        CREATE TRIGGER chunks_deleted AFTER DELETE ON chunks BEGIN
            INSERT INTO chunks_fts(chunks_fts, rowid, title_path, text)
            VALUES ('delete', old.id, old.title_path, old.text);
        END;
        CREATE TABLE supersessions (
            old_id TEXT NOT NULL, new_id TEXT NOT NULL, new_date TEXT, PRIMARY KEY (old_id, new_id)) WITHOUT ROWID;
        CREATE TABLE facts (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
        """;

    // Rights were not read in version 1: until the next ingestion reads each file again (chunk_rules = 0), nothing may be trained on.
    private const string FromVersion1 = """
        ALTER TABLE documents ADD COLUMN licence TEXT;
        ALTER TABLE documents ADD COLUMN training INTEGER;
        ALTER TABLE documents ADD COLUMN consent INTEGER;
        UPDATE documents SET chunk_rules = 0, training = 0;
        """;

    public static void Ensure(SqliteConnection connection, string path)
    {
        connection.Run("PRAGMA journal_mode = WAL");
        using var transaction = connection.BeginTransaction(deferred: false);
        var found = Convert.ToInt32(connection.Scalar("PRAGMA user_version", transaction), null);
        if (found == 0)
        {
            connection.Run(Tables, transaction);
            connection.Run($"PRAGMA user_version = {Version}", transaction);
        }
        else if (found == 1)
        {
            connection.Run(FromVersion1, transaction);
            connection.Run($"PRAGMA user_version = {Version}", transaction);
        }
        else if (found != Version)
        {
            throw new InvalidDataException(
                $"{path}: expected a document store of schema version {Version}, found {found}; ingest the documents again into a new file.");
        }

        transaction.Commit();
    }
}
