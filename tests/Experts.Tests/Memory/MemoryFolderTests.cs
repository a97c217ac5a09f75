using System.Text;
using Experts.Memory;
using Support;
using Xunit;
using static Experts.Tests.Memory.Notes;

namespace Experts.Tests.Memory;

public sealed class MemoryFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_process_that_dies_between_file_and_pointer_has_changed_nothing()
    {
        var before = Remember(_folder.Path, Note("a", "A is 1.", "d1", "what is a"));
        MemoryFolder.Place(_folder.Path, MemoryContent.Of([Note("b", "B is 2.", "d2", "what is b")]), null);
        File.WriteAllText(_folder[$"{new string('0', 64)}.memory.tmp"], "torn");

        var after = NoteMemory.Open(_folder.Path);

        Assert.Equal(before.Version, after.Version);
        Assert.Equal("A is 1.", Assert.Single(after.All).Note);
    }

    [Fact]
    public async Task What_a_dead_process_left_is_swept_away_by_the_next_writer()
    {
        Remember(_folder.Path, Note("a", "A is 1.", "d1", "what is a"));
        MemoryFolder.Place(_folder.Path, MemoryContent.Of([Note("b", "B is 2.", "d2", "what is b")]), null);
        File.WriteAllText(_folder[$"{new string('0', 64)}.memory.tmp"], "torn");

        var version = await new LiveMemory(_folder.Path, TimeProvider.System).UpdateAsync(
            writer => writer.Add(Note("c", "C is 3.", "d3", "what is c")), TestContext.Current.CancellationToken);

        string[] expected = [$"{version}.memory", "current", "lock"];
        Assert.Equal(expected.Order(StringComparer.Ordinal), Directory.GetFiles(_folder.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_withdrawn_document_leaves_nothing_in_memory_or_on_disk()
    {
        var live = new LiveMemory(_folder.Path, TimeProvider.System);
        await live.UpdateAsync(
            writer =>
            {
                writer.Add(Note("a", "The secretword is 1.", "d/withdrawn.md", "what is the secretword"));
                writer.Add(Note("b", "B is 2.", "d/kept.md", "what is b"));
            }, TestContext.Current.CancellationToken);
        Assert.Equal(2, live.Now().Notes);

        await new LiveMemory(_folder.Path, TimeProvider.System).UpdateAsync(
            writer => writer.Withdraw(new HashSet<string> { "d/withdrawn.md" }), TestContext.Current.CancellationToken);

        Assert.Equal("B is 2.", Assert.Single(live.Now().All).Note);
        Assert.DoesNotContain(live.Now().Recall("what is the secretword", 10), found => found.Note.Contains("secretword", StringComparison.Ordinal));
        Assert.All(Directory.GetFiles(_folder.Path), file => Assert.DoesNotContain("secretword", Encoding.UTF8.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal));
        Assert.All(Directory.GetFiles(_folder.Path), file => Assert.DoesNotContain("withdrawn.md", Encoding.UTF8.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal));
    }

    [Fact]
    public void A_note_with_two_sources_stays_until_both_are_gone()
    {
        var writer = new NoteMemoryWriter();
        writer.Add(Note("a", "A is 1.", "d1", "what is a"));
        writer.Add(Note("a", "A is 1.", "d2", "a is what"));

        Assert.Equal(0, writer.Withdraw(new HashSet<string> { "d1" }));
        Assert.Equal(1, writer.Notes);
        Assert.Equal(1, writer.Withdraw(new HashSet<string> { "d2" }));
        Assert.Equal(0, writer.Notes);
    }

    [Fact]
    public void Replacing_a_document_drops_what_its_older_version_said()
    {
        var writer = new NoteMemoryWriter();
        writer.Add(Note("a", "A is 1.", "d1", "what is a"));
        writer.Replace("d1", [Note("a", "A is 2.", "d1", "what is a")]);
        writer.Write(_folder.Path);

        Assert.Equal("A is 2.", Assert.Single(NoteMemory.Open(_folder.Path).All).Note);
    }

    [Fact]
    public void Sources_of_another_content_can_be_dropped()
    {
        var writer = new NoteMemoryWriter();
        writer.Add(new MemoryNote("a", "A is 1.", ["what is a"], [Source("d1", "old hash"), Source("d2", "new hash")]));

        writer.Retain((_, source) => source.ContentHash == "new hash");
        writer.Write(_folder.Path);

        Assert.Equal("d2", Assert.Single(Assert.Single(NoteMemory.Open(_folder.Path).All).Sources).DocumentId);
    }

    [Fact]
    public async Task Readers_see_the_old_memory_or_the_new_one_while_it_is_replaced()
    {
        var live = new LiveMemory(_folder.Path, TimeProvider.System);
        var stop = TestContext.Current.CancellationToken;
        Task Put(int value) => live.UpdateAsync(writer => writer.Replace("d", [Note("a", $"A is {value}.", "d", "what is a")]), stop);
        await Put(0);
        using var done = new CancellationTokenSource();
        var started = new TaskCompletionSource();
        var reading = Task.Run(
            () =>
            {
                var count = 0;
                do
                {
                    Assert.Single(NoteMemory.Open(_folder.Path).All);
                    started.TrySetResult();
                    count++;
                }
                while (!done.IsCancellationRequested);

                return count;
            }, stop);

        await started.Task;
        for (var value = 1; value <= 20; value++)
        {
            await Put(value);
            Assert.Equal($"A is {value}.", Assert.Single(live.Now().All).Note);
        }

        await done.CancelAsync();
        Assert.True(await reading > 1, "nobody read while it was replaced");
    }

    [Fact]
    public void A_note_without_source_is_refused()
    {
        var problem = Assert.Throws<ArgumentException>(() => new NoteMemoryWriter().Add(new MemoryNote("a", "A.", ["q"], [])));

        Assert.Contains("no source", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_note_beyond_the_limits_is_refused()
    {
        var writer = new NoteMemoryWriter();

        Assert.Throws<ArgumentException>(() => writer.Add(Note("a", new string('x', MemoryLimits.TextLength + 1), "d", "q")));
        Assert.Throws<ArgumentException>(() => writer.Add(Note("a", "A.", "d", [.. Enumerable.Range(0, MemoryLimits.WordingsOfNote + 1).Select(i => $"q {i}")])));
    }
}
