using Microsoft.Data.Sqlite;
using Retrieval.Domains;
using Retrieval.Search;
using Retrieval.Stores;
using Xunit;

namespace Retrieval.Tests.Stores;

public sealed class MigrationTests
{
    /// <summary>The tables of the first version, as it wrote them.</summary>
    private const string Version1 = """
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
        INSERT INTO documents VALUES ('d/old.md', 'd', 'old.md', 'T', 'text/markdown', '2023-01-01', NULL, NULL, 'h1', 1, 'zebra old');
        INSERT INTO documents VALUES ('d/new.md', 'd', 'new.md', 'T', 'text/markdown', '2024-01-01', NULL, NULL, 'h2', 1, 'zebra new');
        INSERT INTO chunks (document_id, title_path, start, end, text) VALUES ('d/old.md', 'T', 0, 9, 'zebra old'), ('d/new.md', 'T', 0, 9, 'zebra new');
        INSERT INTO supersessions VALUES ('d/old.md', 'd/new.md', '2024-01-01');
        INSERT INTO facts VALUES ('domain_model', CAST('[{"Domain":"d","Chunks":2,"Postings":{"zebra":[0,1]}}]' AS BLOB));
        PRAGMA user_version = 1;
        """;

    [Fact]
    public async Task A_file_of_the_first_version_is_taken_over_when_it_is_opened()
    {
        using var folder = new TestFolder();
        using (var connection = new SqliteConnection($"Data Source={folder.In("v1.db")}"))
        {
            connection.Open();
            connection.Run(Version1);
        }

        var store = DocumentStore.Open(folder.In("v1.db"), TimeProvider.System);
        var found = await new PassageSearch(store).SearchAsync(new SearchQuery("zebra", ["d"], 5, null), TestContext.Current.CancellationToken);
        Assert.Equal([("new.md", false), ("old.md", true)], found.Select(p => (p.Path, p.Superseded)));
        Assert.Equal("zebra old", store.GetText("d/old.md"));
        Assert.Equal("d", DomainModel.Load(store).Score("zebra")[0].Domain);
        Assert.NotEqual("empty", store.IndexVersion);
        Assert.Equal(store.IndexVersion, DocumentStore.Open(folder.In("v1.db"), TimeProvider.System).IndexVersion);
    }
}
