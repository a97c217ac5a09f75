using Microsoft.Data.Sqlite;
using Retrieval.Stores;

namespace Retrieval.Tests.Stores;

/// <summary>A file as the first schema made it, each document in one chunk.</summary>
internal static class FirstSchema
{
    private const string Tables = """
        CREATE TABLE documents (
            id TEXT PRIMARY KEY, domain TEXT NOT NULL, path TEXT NOT NULL, title TEXT NOT NULL, media_type TEXT NOT NULL,
            date TEXT, version TEXT, supersedes TEXT, content_hash TEXT NOT NULL, chunk_rules INTEGER NOT NULL,
            text TEXT NOT NULL) WITHOUT ROWID;
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
        PRAGMA user_version = 1;
        """;

    public static void Create(string path, params (string File, string Text)[] documents)
    {
        using var connection = new SqliteConnection($"Data Source={path}");
        connection.Open();
        connection.Run(Tables);
        foreach (var (file, text) in documents)
        {
            connection.Run(
                "INSERT INTO documents VALUES ($id, $d, $f, $f, 'text/markdown', NULL, NULL, NULL, 'unknown', 1, $t)",
                null, ("$id", $"{Library.Domain}/{file}"), ("$d", Library.Domain), ("$f", file), ("$t", text));
            connection.Run(
                "INSERT INTO chunks (document_id, title_path, start, end, text) VALUES ($id, $f, 0, $n, $t)",
                null, ("$id", $"{Library.Domain}/{file}"), ("$f", file), ("$n", text.Length), ("$t", text));
        }
    }
}
