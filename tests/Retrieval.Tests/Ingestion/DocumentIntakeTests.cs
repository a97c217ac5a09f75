using System.Collections.Immutable;
using System.Text;
using Retrieval.Chunking;
using Retrieval.Documents;
using Retrieval.Ingestion;
using Retrieval.Stores.Embedded;
using Xunit;

namespace Retrieval.Tests.Ingestion;

public sealed class DocumentIntakeTests : IDisposable
{
    private const string FileId = "file-0123456789abcdef01234567";

    private readonly Library _library = new();

    private DocumentIntake Intake => new(_library.Store, new EmbeddedIndex(_library.Store));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _library.Dispose();

    [Fact]
    public async Task A_document_is_found_until_it_is_removed_and_then_nothing_of_it_is_left()
    {
        await PutAsync("The excess is 210 crowns.");
        Assert.Single(await _library.SearchAsync("excess"));

        Assert.Equal(1, await Intake.RemoveAsync(Intake.IdsOf(Library.Domain, FileId), Token));

        Assert.Empty(await _library.SearchAsync("excess"));
        Assert.Equal((0, 0), (_library.Count("documents"), _library.Count("chunks")));
        Assert.Empty(_library.Store.Domains);
    }

    [Fact]
    public async Task The_ingestion_of_a_folder_leaves_uploaded_documents_alone()
    {
        await PutAsync("The excess is 210 crowns.");

        var report = await _library.With("a.md", "Other words.").IngestAsync();
        var again = await _library.IngestAsync();

        Assert.Equal((1, 0), (report.Added, report.Removed));
        Assert.Equal((0, 0, 1), (again.Added, again.Removed, again.Unchanged));
        Assert.Single(await _library.SearchAsync("excess"));
    }

    [Fact]
    public void Attributes_count_more_than_what_the_file_says()
    {
        var document = Prepared("---\ntitle: Own\neffective_from: 2020-01-01\naccess: board\nversion: 1\n---\nText.\n", ("effective_from", "2025-01-01"), ("effective_to", "2025-12-31"), ("access", "hr, travel"));

        Assert.Equal(("Own", new DateOnly(2025, 1, 1), new DateOnly(2025, 12, 31), "1"), (document.Title, document.Date, document.EffectiveTo, document.Version));
        Assert.Equal(["hr", "travel"], document.Labels);
    }

    [Theory]
    [InlineData("access: hr", "hr")]
    [InlineData("access: [hr, \"board\"]", "board,hr")]
    [InlineData("access:", "")]
    [InlineData("access: HR", "hr")]
    public void Labels_are_read_from_the_front_matter(string line, string labels) =>
        Assert.Equal(labels, string.Join(',', Prepared($"---\n{line}\n---\nText.\n").Labels));

    [Fact]
    public void A_label_that_is_none_hides_the_document_from_everyone_who_lacks_all_labels() =>
        Assert.Equal(["!"], Prepared("---\naccess: \"h r\"\n---\nText.\n").Labels);

    [Theory]
    [InlineData("a.exe", "text", true)]
    [InlineData("a.md", "", false)]
    [InlineData("a.md", "---\neffective_from: soon\n---\nText.", false)]
    [InlineData("a.json", "{", false)]
    public void A_file_that_cannot_be_read_says_why(string name, string text, bool isUnsupported)
    {
        Assert.False(DocumentPreparation.TryPrepare(new IncomingDocument(Library.Domain, name, Encoding.UTF8.GetBytes(text)), out _, out var failure));

        Assert.Equal(isUnsupported, failure.IsUnsupported);
        Assert.NotEmpty(failure.Reason);
    }

    [Fact]
    public void Chunks_have_the_size_that_was_asked_for()
    {
        var text = string.Join("\n\n", Enumerable.Range(0, 400).Select(i => $"Sentence number {i} says a few words."));
        var file = new IncomingDocument(Library.Domain, "a.md", Encoding.UTF8.GetBytes(text));

        var small = DocumentPreparation.Prepare(file with { ChunkSize = ChunkSize.OfTokens(100, 50) }).Chunks;
        var large = DocumentPreparation.Prepare(file with { ChunkSize = ChunkSize.OfTokens(4096, 0) }).Chunks;

        Assert.All(small, chunk => Assert.InRange(chunk.Text.Split(' ').Length, 1, 100));
        Assert.True(small[1].Start < small[0].End, "chunks should overlap");
        Assert.InRange(large.Count, 1, 2);
    }

    private async Task PutAsync(string text)
    {
        Assert.True(DocumentPreparation.TryPrepare(new IncomingDocument(Library.Domain, UploadedPath.Of(FileId, "a.md"), Encoding.UTF8.GetBytes(text)), out var prepared, out _));
        await Intake.PutAsync((PreparedDocument[])[prepared], Token);
    }

    private static Document Prepared(string text, params (string Key, string Value)[] attributes) => DocumentPreparation.Prepare(new IncomingDocument(Library.Domain, "a.md", Encoding.UTF8.GetBytes(text))
    {
        Attributes = attributes.ToImmutableSortedDictionary(pair => pair.Key, pair => AttributeValue.Of(pair.Value)),
    }).Document;
}
