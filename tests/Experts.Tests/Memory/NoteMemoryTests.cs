using Experts.Memory;
using Support;
using Support.Worlds;
using Xunit;
using static Experts.Tests.Memory.Notes;

namespace Experts.Tests.Memory;

public sealed class NoteMemoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_nearest_wording_brings_its_note_with_where_it_is_stated()
    {
        var memory = Remember(
            _folder.Path,
            Note("excess", "The excess of Farlmere Shield is 380 crowns.", "d/plans.md", "What is the excess of Farlmere Shield?", "How much is deducted by Farlmere Shield?"),
            Note("seat", "The seat of Calddale Roofing is Lowick.", "d/partners.md", "Where is Calddale Roofing based?"));

        var found = memory.Recall("which EXCESS has farlmere shield", 5);

        Assert.Equal("The excess of Farlmere Shield is 380 crowns.", found[0].Note);
        Assert.Equal("what is the excess of farlmere shield", found[0].Wording);
        Assert.Equal([Source("d/plans.md")], found[0].Sources);
        Assert.True(found.Count == 1 || found[1].Score < found[0].Score);
    }

    [Fact]
    public void The_same_question_has_a_score_of_one_and_a_foreign_one_brings_nothing()
    {
        var memory = Remember(_folder.Path, Note("a", "A is 1.", "d", "what is a long question"), Note("b", "B is 2.", "d", "quite other words"));

        Assert.Equal(1, memory.Recall("What is a long question?", 1)[0].Score, 1e-5); // float sums of some 60 n-grams
        Assert.Empty(memory.Recall("zzz yyy", 5));
        Assert.Empty(memory.Recall("", 5));
    }

    [Fact]
    public void Each_note_comes_once_however_many_of_its_wordings_are_near()
    {
        var memory = Remember(_folder.Path, Note("a", "A is 1.", "d", "one two three", "one two four", "one two five"), Note("b", "B is 2.", "d", "one two"));

        Assert.Equal(["a", "b"], memory.Recall("one two three", 5).Select(note => note.Group));
    }

    [Fact]
    public void An_unwritten_memory_is_empty()
    {
        var memory = NoteMemory.Open(_folder["nothing"]);

        Assert.Equal((0, 0), (memory.Notes, memory.Wordings));
        Assert.Empty(memory.Recall("anything", 5));
    }

    [Fact]
    public void The_order_of_adding_does_not_show()
    {
        MemoryNote[] notes = [.. Enumerable.Range(0, 30).Select(i => Note($"g{i}", $"The note {i}.", $"d{i % 4}", $"question number {i}", $"and again {i}"))];

        var forwards = Remember(_folder["one"], notes);
        var backwards = Remember(_folder["two"], [.. notes.Reverse()]);

        Assert.Equal(forwards.Version, backwards.Version);
        Assert.Equal(File.ReadAllBytes(Directory.GetFiles(_folder["one"], "*.memory")[0]), File.ReadAllBytes(Directory.GetFiles(_folder["two"], "*.memory")[0]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void A_count_out_of_range_is_refused(int count)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Remember(_folder.Path, Note("a", "A.", "d", "q")).Recall("q", count));
    }

    /// <summary>The notes' figures: characters 95 / 97 / 53 %. Exact by construction, so it may not fall below them.</summary>
    [Fact]
    public void The_invented_world_is_recalled_as_well_as_the_study_did()
    {
        Assert.SkipWhen(InventedWorld.Find() is null, SharedFolder.SkipReason);
        var world = InventedWorld.Find()!;
        var memory = Remember(_folder.Path, [.. world.Groups().Where(group => group.Note is not null)
            .Select(group => Note($"{group.Fact}{(group.ByNickname ? "/n" : "")}", group.Note!, "d", [.. group.Wordings]))]);

        var right = world.Questions().GroupBy(question => question.Stratum).ToDictionary(
            stratum => stratum.Key,
            stratum => stratum.Average(question => memory.Recall(question.Text, 1) is [var best] && best.Note == question.Note ? 1.0 : 0));

        Assert.InRange(right["S1"], 0.945, 1);
        Assert.InRange(right["S2"], 0.97, 1);
        Assert.InRange(right["S4"], 0.53, 1);
    }
}
