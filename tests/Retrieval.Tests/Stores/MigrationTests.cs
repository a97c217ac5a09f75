using Microsoft.Data.Sqlite;
using Retrieval.Domains;
using Retrieval.Search;
using Retrieval.Stores;
using Xunit;

namespace Retrieval.Tests.Stores;

public sealed class MigrationTests
{
    /// <summary>Two documents of which one replaces the other, as the first version wrote them.</summary>
    private const string Rows = """
        INSERT INTO documents VALUES ('d/old.md', 'd', 'old.md', 'T', 'text/markdown', '2023-01-01', NULL, NULL, 'h1', 1, 'zebra old');
        INSERT INTO documents VALUES ('d/new.md', 'd', 'new.md', 'T', 'text/markdown', '2024-01-01', NULL, NULL, 'h2', 1, 'zebra new');
        INSERT INTO chunks (document_id, title_path, start, end, text) VALUES ('d/old.md', 'T', 0, 9, 'zebra old'), ('d/new.md', 'T', 0, 9, 'zebra new');
        INSERT INTO supersessions VALUES ('d/old.md', 'd/new.md', '2024-01-01');
        INSERT INTO facts VALUES ('domain_model', CAST('[{"Domain":"d","Chunks":2,"Postings":{"zebra":[0,1]}}]' AS BLOB));
        """;

    [Fact]
    public async Task A_file_of_the_first_version_is_taken_over_when_it_is_opened()
    {
        using var folder = new TestFolder();
        FirstSchema.Create(folder.In("v1.db"));
        using (var connection = new SqliteConnection($"Data Source={folder.In("v1.db")}"))
        {
            connection.Open();
            connection.Run(Rows);
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
