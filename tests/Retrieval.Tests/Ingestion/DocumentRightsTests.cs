using Retrieval.Documents;
using Retrieval.Ingestion;
using Retrieval.Stores;
using Retrieval.Tests.Stores;
using Xunit;

namespace Retrieval.Tests.Ingestion;

public sealed class DocumentRightsTests : IDisposable
{
    private readonly Library _library = new();

    public void Dispose() => _library.Dispose();

    [Theory]
    [InlineData("a.md", "alpha", null, null, null)]
    [InlineData("a.md", "---\ntraining: no\nlicence: CC-BY-4.0\nconsent: yes\n---\nalpha", "CC-BY-4.0", false, true)]
    [InlineData("a.md", "---\ntraining: \"Yes\"\nlicense: MIT\n---\nalpha", "MIT", true, null)]
    [InlineData("a.md", "---\ntraining: no\ntraining: yes\n---\nalpha", null, false, null)]
    [InlineData("a.md", "---\ntraining: perhaps\nconsent: ask the owner\n---\nalpha", null, false, false)]
    [InlineData("a.md", "---\ntdm-reservation: 0\n---\nalpha", null, null, null)]
    [InlineData("a.html", "<meta name=training content=no><p>alpha", null, false, null)]
    [InlineData("a.html", "<meta name=robots content='noindex, NoAI'><p>alpha", null, false, null)]
    [InlineData("a.html", "<meta name=tdm-reservation content=1><meta name=training content=yes><p>alpha", null, false, null)]
    [InlineData("a.html", "<meta name=robots content=noindex><p>alpha", null, null, null)]
    public async Task What_a_document_says_about_training_is_kept(string file, string content, string? licence, bool? training, bool? consent)
    {
        await _library.With(file, content).IngestAsync();

        Assert.Equal(new DocumentRights(licence, training, consent), Assert.Single(_library.Store.ListDocuments(Library.Domain)).Rights);
    }

    [Fact]
    public async Task The_documents_that_were_replaced_name_the_newest_that_did_it()
    {
        await _library
            .With("old.md", "---\ntitle: Plan\ndate: 2024-01-01\n---\nalpha")
            .With("new.md", "---\ntitle: Plan\ndate: 2025-01-01\n---\nalpha")
            .With("newest.md", "---\ntitle: Plan\ndate: 2026-01-01\n---\nalpha").IngestAsync();

        var superseded = Supersession.Successors(_library.Store.ListDocuments(Library.Domain));

        Assert.Equal(["handbook/new.md", "handbook/old.md"], superseded.Keys.Order(StringComparer.Ordinal));
        Assert.All(superseded.Values, newest => Assert.Equal("handbook/newest.md", newest));
    }

    /// <summary>A store from before rights were read must not make a forbidden document trainable.</summary>
    [Fact]
    public async Task Documents_of_an_older_store_are_not_for_training_until_they_are_read_again()
    {
        var path = Path.Combine(_library.Root, "old.db");
        FirstSchema.Create(path, ("a.md", "alpha"), ("b.md", "alpha"));

        var store = DocumentStore.Open(path, TimeProvider.System);
        Assert.Equal(2, store.ListDocuments(Library.Domain).Count);
        Assert.All(store.ListDocuments(Library.Domain), document => Assert.False(document.Rights.Training));

        _library.With("a.md", "alpha").With("b.md", "---\ntraining: no\n---\nalpha");
        await new Ingestor(store).IngestAsync(_library.Documents, Library.Domain, new Progress<IngestionProgress>(), TestContext.Current.CancellationToken);

        Assert.Equal([null, false], store.ListDocuments(Library.Domain).Select(document => document.Rights.Training));
    }
}
