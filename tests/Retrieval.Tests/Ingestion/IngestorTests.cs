using Retrieval.Domains;
using Retrieval.Stores;
using Xunit;

namespace Retrieval.Tests.Ingestion;

public sealed class IngestorTests : IDisposable
{
    private readonly Library _library = new();

    public void Dispose() => _library.Dispose();

    [Fact]
    public async Task Ingesting_again_changes_nothing()
    {
        _library.With("a.md", "# A\n\nThe limit is 5 crowns.").With("b.html", "<p>The fee is 7 crowns.</p>").With("c.txt", "Notes.");
        var first = await _library.IngestAsync();
        var version = _library.Store.IndexVersion;
        var model = DomainModel.Load(_library.Store).Version;
        var second = await _library.IngestAsync();
        Assert.Equal((3, 0, 0, 0), (first.Added, first.Updated, first.Unchanged, first.Removed));
        Assert.Equal((0, 0, 3, 0), (second.Added, second.Updated, second.Unchanged, second.Removed));
        Assert.Equal((version, model), (_library.Store.IndexVersion, DomainModel.Load(_library.Store).Version));
    }

    [Fact]
    public async Task A_change_shows_in_the_index_version_and_its_reversal_restores_it()
    {
        await _library.With("a.md", "one").IngestAsync();
        var before = _library.Store.IndexVersion;
        var report = await _library.With("a.md", "two").IngestAsync();
        Assert.Equal(1, report.Updated);
        Assert.NotEqual(before, _library.Store.IndexVersion);
        await _library.With("a.md", "one").IngestAsync();
        Assert.Equal(before, _library.Store.IndexVersion);
    }

    [Fact]
    public async Task A_removed_file_leaves_nothing_behind()
    {
        await _library.With("old.md", "---\ntitle: P\ndate: 2024-01-01\n---\nzebra").With("new.md", "---\ntitle: P\ndate: 2025-01-01\n---\nyak").IngestAsync();
        Assert.Equal(1, _library.Count("documents WHERE superseded_from IS NOT NULL"));
        _library.Delete("old.md");
        _library.Delete("new.md");
        var report = await _library.IngestAsync();
        Assert.Equal(2, report.Removed);
        Assert.All(["documents", "chunks", "chunks_fts", "chunks_fts_docsize", "document_occurrences"], table => Assert.Equal(0, _library.Count(table)));
        Assert.Equal(0, _library.Count("chunks_fts WHERE chunks_fts MATCH 'zebra OR yak'"));
        Assert.Empty(DomainModel.Load(_library.Store).Score("zebra"));
        Assert.Empty(_library.Store.Domains);
    }

    [Fact]
    public async Task Failures_are_reported_by_file_and_stop_nothing()
    {
        _library.With("good.md", "text").With("empty.md", "").With("ignored.xyz", "x");
        File.WriteAllBytes(Path.Combine(_library.Documents, "bad.txt"), [0xC3, 0x28]);
        using (var huge = File.Create(Path.Combine(_library.Documents, "huge.txt")))
        {
            huge.SetLength((8 * 1024 * 1024) + 1);
        }

        var report = await _library.IngestAsync();
        Assert.Equal(1, report.Added);
        Assert.Equal(["bad.txt", "empty.md", "huge.txt"], report.Failed.Select(f => f.Path).Order());
        Assert.Contains("8388608 bytes", report.Failed.Single(f => f.Path == "huge.txt").Reason);
    }

    [Fact]
    public async Task Links_that_leave_the_folder_are_refused_and_links_inside_are_read()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege on Windows");
        var secret = Path.Combine(_library.Root, "secret.md");
        File.WriteAllText(secret, "secret");
        _library.With("real.md", "real");
        File.CreateSymbolicLink(Path.Combine(_library.Documents, "out.md"), secret);
        File.CreateSymbolicLink(Path.Combine(_library.Documents, "in.md"), Path.Combine(_library.Documents, "real.md"));
        Directory.CreateSymbolicLink(Path.Combine(_library.Documents, "loop"), _library.Documents);
        Directory.CreateSymbolicLink(Path.Combine(_library.Documents, "way"), _library.Root);
        File.CreateSymbolicLink(Path.Combine(_library.Documents, "by.md"), Path.Combine(_library.Documents, "way", "secret.md"));
        var report = await _library.IngestAsync();
        Assert.Equal(2, report.Added);
        Assert.Equal(["by.md", "loop", "out.md", "way"], report.Failed.Select(f => f.Path).Order());
        Assert.Empty(await _library.SearchAsync("secret"));
    }

    [Fact]
    public async Task Two_domains_do_not_touch_each_other()
    {
        await _library.With("a.md", "alpha").IngestAsync("one");
        await _library.IngestAsync("two");
        _library.Delete("a.md");
        await _library.IngestAsync("two");
        Assert.Equal(["one"], _library.Store.Domains);
        Assert.Equal("one/a.md", Assert.Single(_library.Store.ListDocuments("one")).Id);
    }

    [Fact]
    public async Task A_cancelled_ingestion_changes_nothing()
    {
        await _library.With("a.md", "alpha").IngestAsync();
        var before = _library.Store.IndexVersion;
        _library.With("b.md", "beta");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _library.IngestAsync(token: new CancellationToken(canceled: true)));
        Assert.Equal(before, _library.Store.IndexVersion);
    }

    [Fact]
    public async Task An_abandoned_write_is_invisible_and_readers_are_not_blocked_by_it()
    {
        await _library.With("a.md", "alpha").IngestAsync();
        using (var writer = _library.Store.BeginWrite())
        {
            writer.Remove("handbook/a.md");
            Assert.Single(await _library.SearchAsync("alpha"));
            Assert.NotNull(_library.Store.GetText("handbook/a.md"));
        }

        Assert.Single(await _library.SearchAsync("alpha"));
    }

    [Fact]
    public async Task Readers_see_whole_states_while_documents_are_replaced()
    {
        await _library.With("a.md", "alpha zero").With("b.md", "alpha zero").IngestAsync();
        using var done = new CancellationTokenSource();
        var reading = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                var texts = (await _library.SearchAsync("alpha")).Select(p => p.Text).ToList();
                Assert.Equal(2, texts.Count);
                Assert.Single(texts.Distinct());
            }
        }, TestContext.Current.CancellationToken);
        for (var i = 1; i <= 30; i++)
        {
            await _library.With("a.md", $"alpha {i}").With("b.md", $"alpha {i}").IngestAsync();
        }

        await done.CancelAsync();
        await reading;
    }

    [Theory]
    [InlineData("")]
    [InlineData("Has Space")]
    [InlineData("../x")]
    public async Task A_bad_domain_name_is_refused(string name) =>
        await Assert.ThrowsAsync<ArgumentException>(() => _library.IngestAsync(name));

    [Fact]
    public void A_store_of_another_schema_version_is_refused()
    {
        using (var connection = _library.Store.Connect())
        {
            connection.Run("PRAGMA user_version = 99");
        }

        Assert.Contains("found 99", Assert.Throws<InvalidDataException>(() => DocumentStore.Open(_library.Store.Path, TimeProvider.System)).Message);
    }
}
