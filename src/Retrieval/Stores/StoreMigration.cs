using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Retrieval.Documents;

namespace Retrieval.Stores;

/// <summary>Makes a file of an older schema one of the present schema, in the transaction that opens it.</summary>
internal static class StoreMigration
{
    /// <summary>Rights were not read in version 1: until the next ingestion reads each file again, nothing may be trained on.</summary>
    private const int RulesNotRead = 0;

    /// <summary>
    /// Version 1 held the same texts and chunks under documents' ids. They are taken over as they are; what supersedes what is worked
    /// out again at the next ingestion, and until then taken from the old table.
    /// </summary>
    public static void FromVersion1(SqliteConnection connection, SqliteTransaction transaction, Action create)
    {
        connection.Run("""
            DROP TRIGGER chunks_inserted; DROP TRIGGER chunks_deleted; DROP TABLE chunks_fts; DROP INDEX chunks_document; DROP INDEX documents_domain;
            ALTER TABLE documents RENAME TO documents_1; ALTER TABLE chunks RENAME TO chunks_1; ALTER TABLE facts RENAME TO facts_1;
            """, transaction);
        create();
        var writer = new StoreWriter(connection, transaction);
        var documents = connection.Rows(
            "SELECT id, domain, title, path, media_type, date, version, supersedes, content_hash, NULL, NULL, NULL, NULL, 0, NULL FROM documents_1 ORDER BY id", DocumentRows.Read, transaction);
        foreach (var document in documents)
        {
            Take(connection, transaction, writer, document);
        }

        connection.Run("""
            UPDATE documents SET superseded_from = s.day
            FROM (SELECT old_id, min(coalesce(new_date, '0001-01-01')) AS day FROM supersessions GROUP BY old_id) AS s WHERE s.old_id = documents.id
            """, transaction);
        TakeDomains(connection, transaction, writer);
        connection.Run("DROP TABLE supersessions; DROP TABLE chunks_1; DROP TABLE documents_1; DROP TABLE facts_1", transaction);
        writer.NameContent();
    }

    private static void Take(SqliteConnection connection, SqliteTransaction transaction, StoreWriter writer, Document document)
    {
        var text = (string)connection.Scalar("SELECT text FROM documents_1 WHERE id = $id", transaction, ("$id", document.Id))!;
        var chunks = connection.Rows(
            "SELECT title_path, start, end, text FROM chunks_1 WHERE document_id = $id ORDER BY start",
            row => new Chunk(row.GetString(0), row.GetInt32(1), row.GetInt32(2), row.GetString(3)), transaction, ("$id", document.Id));
        writer.Put(document, text, chunks, RulesNotRead);
    }

    /// <summary>Version 1 kept the words of all domains in one array.</summary>
    private static void TakeDomains(SqliteConnection connection, SqliteTransaction transaction, StoreWriter writer)
    {
        if (connection.Scalar("SELECT value FROM facts_1 WHERE name = 'domain_model'", transaction) is not byte[] stored)
        {
            return;
        }

        using var domains = JsonDocument.Parse(stored);
        foreach (var domain in domains.RootElement.EnumerateArray())
        {
            writer.SetFact($"domain_model/{domain.GetProperty("Domain").GetString()}", Encoding.UTF8.GetBytes(domain.GetRawText()));
        }
    }
}
