using Microsoft.Data.Sqlite;

namespace Retrieval.Stores;

/// <summary>The tables of the store, and how a file gets them.</summary>
internal static class StoreSchema
{
    /// <summary>Written to <c>PRAGMA user_version</c>; version 1 is migrated, any other is refused, never guessed at.</summary>
    public const int Version = 2;

    // chunks_fts has no text of its own (content = chunks): the triggers keep it equal to the table. Deleting a
    // document therefore removes chunks and index entries together, and 'porter' stems the words of both.
    // document_words holds the words that IndexedWords makes of a document; it keeps no text at all, so whoever removes a
    // document must name the words again. 'secure-delete' takes the words out of the index's pages instead of marking them.
    // Numbers and chunk ids are never used again (AUTOINCREMENT): an engine may hold on to them.
    private const string Tables = """
        CREATE TABLE documents (
            number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, domain TEXT NOT NULL, path TEXT NOT NULL, title TEXT NOT NULL,
            media_type TEXT NOT NULL, date TEXT, effective_to TEXT, version TEXT, supersedes TEXT, superseded_from TEXT,
            labels TEXT, attributes TEXT, licence TEXT, training INTEGER, consent INTEGER, content_hash TEXT NOT NULL, fingerprint BLOB NOT NULL, chunk_rules INTEGER NOT NULL,
            stemming INTEGER NOT NULL, first_chunk INTEGER NOT NULL, chunk_count INTEGER NOT NULL, length INTEGER NOT NULL, text TEXT NOT NULL);
        CREATE INDEX documents_domain ON documents(domain, path);
        CREATE TABLE chunks (
            id INTEGER PRIMARY KEY AUTOINCREMENT, document INTEGER NOT NULL REFERENCES documents(number), title_path TEXT NOT NULL,
            start INTEGER NOT NULL, end INTEGER NOT NULL, text TEXT NOT NULL, hash BLOB NOT NULL, page INTEGER);
        CREATE INDEX chunks_document ON chunks(document);
        CREATE INDEX chunks_hash ON chunks(hash);
        CREATE VIRTUAL TABLE chunks_fts USING fts5(
            title_path, text, content='chunks', content_rowid='id', tokenize='porter unicode61');
        INSERT INTO chunks_fts(chunks_fts, rank) VALUES ('secure-delete', 1);
        CREATE TRIGGER chunks_inserted AFTER INSERT ON chunks BEGIN
            INSERT INTO chunks_fts(rowid, title_path, text) VALUES (new.id, new.title_path, new.text);
        END;
        CREATE TRIGGER chunks_deleted AFTER DELETE ON chunks BEGIN
            INSERT INTO chunks_fts(chunks_fts, rowid, title_path, text)
            VALUES ('delete', old.id, old.title_path, old.text);
        END;
        CREATE VIRTUAL TABLE document_words USING fts5(words, content='', tokenize='ascii');
        INSERT INTO document_words(document_words, rank) VALUES ('secure-delete', 1);
        CREATE VIRTUAL TABLE document_occurrences USING fts5vocab('document_words', 'instance');
        CREATE TABLE domains (name TEXT PRIMARY KEY, stemming INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE changes (revision INTEGER PRIMARY KEY AUTOINCREMENT, document INTEGER NOT NULL);
        CREATE INDEX changes_document ON changes(document);
        CREATE TABLE embedding_spaces (
            id INTEGER PRIMARY KEY AUTOINCREMENT, model TEXT NOT NULL UNIQUE, dimensions INTEGER NOT NULL, active INTEGER NOT NULL);
        CREATE TABLE facts (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
        """;

    public static void Ensure(SqliteConnection connection, string path)
    {
        connection.Run("PRAGMA journal_mode = WAL");
        using var transaction = connection.BeginTransaction(deferred: false);
        var found = Convert.ToInt32(connection.Scalar("PRAGMA user_version", transaction), null);
        switch (found)
        {
            case Version:
                break;
            case 0:
                Create(connection, transaction);
                break;
            case 1:
                StoreMigration.FromVersion1(connection, transaction, () => Create(connection, transaction));
                break;
            default:
                throw new InvalidDataException(
                    $"{path}: expected a document store of schema version {Version} or 1, found {found}; ingest the documents again into a new file.");
        }

        transaction.Commit();
    }

    private static void Create(SqliteConnection connection, SqliteTransaction transaction)
    {
        connection.Run(Tables, transaction);
        connection.Run($"PRAGMA user_version = {Version}", transaction);
    }
}
