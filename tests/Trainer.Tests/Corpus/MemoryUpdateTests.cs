using Experts.Memory;
using Support;
using Trainer.Corpus;
using Xunit;
using static Trainer.Tests.Corpus.Drafts;

namespace Trainer.Tests.Corpus;

public sealed class MemoryUpdateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LiveMemory _memory;

    public MemoryUpdateTests() => _memory = new LiveMemory(_folder["memory"], TimeProvider.System);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_changed_document_changes_its_note()
    {
        await UpdateAsync(("a.md", Page("The excess of Farlmere Shield is 380 crowns.")));
        await UpdateAsync(("a.md", Page("The excess of Farlmere Shield is 420 crowns.")));

        Assert.Equal("The excess of Farlmere Shield is 420 crowns.", Assert.Single(_memory.Now().All).Note);
    }

    [Theory]
    [InlineData("withdrawn")]
    [InlineData("marked")]
    [InlineData("superseded")]
    public async Task What_documents_may_no_longer_say_is_gone(string what)
    {
        await UpdateAsync(("a.md", Page("The excess of Farlmere Shield is 380 crowns.")), ("b.md", Page("The seat of Calddale Roofing is Lowick.", 2)));
        Assert.Equal(2, _memory.Now().Notes);
        File.Delete(_folder["documents/a.md"]);

        await (what switch
        {
            "marked" => UpdateAsync(("a.md", "---\ntraining: no\n---\n" + Page("The excess of Farlmere Shield is 380 crowns."))),
            "superseded" => UpdateAsync(("a.md", Page("The excess of Farlmere Shield is 380 crowns.")), ("c.md", "---\nsupersedes: a.md\n---\n" + Page("Nothing is said.", 3))),
            _ => UpdateAsync(),
        });

        Assert.Equal("The seat of Calddale Roofing is Lowick.", Assert.Single(_memory.Now().All).Note);
        Assert.DoesNotContain(_memory.Now().Recall("what is the excess of farlmere shield", 10), note => note.Note.Contains("Farlmere", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_taught_note_stays_with_its_document_and_goes_when_that_changes()
    {
        await UpdateAsync(("a.md", Page("Nothing for a rule stands here.")));
        var texts = await TextsAsync(_folder);
        var hash = Assert.Single(texts.Documents).Document.ContentHash;
        await _memory.UpdateAsync(writer => writer.Add(new MemoryNote("teacher/x", "Taught.", ["who taught"], [new NoteSource("shop/a.md", hash, null, "s")])), TestContext.Current.CancellationToken);

        await UpdateAsync(("b.md", Page("Another page.", 2)));
        Assert.Equal("Taught.", Assert.Single(_memory.Now().All).Note);

        await UpdateAsync(("a.md", Page("Nothing for a rule stands here any more.")));
        Assert.Empty(_memory.Now().All);
    }

    private static string Page(string sentence, int seed = 1) => $"# Page\n\n{sentence}\n\n{Prose(seed)}";

    private async Task UpdateAsync(params (string, string)[] files) =>
        await new MemoryUpdate(new CorpusSettings()).RunAsync(await TextsAsync(_folder, files), [], _memory, TestContext.Current.CancellationToken);
}
