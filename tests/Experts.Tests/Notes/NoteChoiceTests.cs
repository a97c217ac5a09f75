using Experts.Notes;
using Xunit;

namespace Experts.Tests.Notes;

public sealed class NoteChoiceTests
{
    private static readonly (string, double)[] _two = [("It is 380.", 0.9), ("It is 500.", 0.6)];

    [Theory]
    [InlineData("It is 380.", "It is 380.", NoteOrigin.Agreed)]
    [InlineData("It is 500.", "It is 500.", NoteOrigin.Confirmed)]
    [InlineData("It is 7.", "It is 380.", NoteOrigin.Recalled)]
    [InlineData("", "It is 380.", NoteOrigin.Recalled)]
    [InlineData(null, "It is 380.", NoteOrigin.Recalled)]
    public void The_generated_note_is_chosen_where_the_memory_confirms_it_else_the_nearest_one(string? generated, string note, NoteOrigin origin)
    {
        var choice = NoteChoice.Of(Testimonies.Of(generated, _two), NoteGate.Agreement);

        Assert.Equal((note, origin), (choice.Note, choice.Origin));
        Assert.Equal(note, choice.Evidence!.Note);
        Assert.Equal("handbook", choice.Evidence.Sources[0].DocumentId);
    }

    [Fact]
    public void The_sixth_recalled_note_confirms_nothing()
    {
        var recalled = Enumerable.Range(0, 6).Select(rank => ($"Note {rank}", 0.9 - rank * 0.1)).ToArray();

        Assert.Equal(NoteOrigin.Confirmed, NoteChoice.Of(Testimonies.Of("Note 4", recalled), NoteGate.Agreement).Origin);
        Assert.Equal(NoteOrigin.Recalled, NoteChoice.Of(Testimonies.Of("Note 5", recalled), NoteGate.Agreement).Origin);
    }

    [Fact]
    public void Without_a_memory_the_generated_note_stands_alone_and_silence_is_no_note()
    {
        var alone = NoteChoice.Of(Testimonies.Of("It is 380."), NoteGate.Agreement);
        var nobody = NoteChoice.Of(Testimonies.Of(""), NoteGate.Agreement with { Threshold = 0 });

        Assert.Equal((NoteOrigin.Generated, (object?)null), (alone.Origin, alone.Evidence));
        Assert.Equal((null, NoteOrigin.Nobody, 0.0, false), (nobody.Note, nobody.Origin, nobody.Confidence, nobody.IsGiven));
    }

    [Fact]
    public void A_gate_that_was_never_fitted_gives_what_both_agree_on_and_nothing_else()
    {
        Assert.True(NoteChoice.Of(Testimonies.Of("It is 380.", _two), NoteGate.Agreement).IsGiven);
        Assert.False(NoteChoice.Of(Testimonies.Of("It is 500.", _two), NoteGate.Agreement).IsGiven);
        Assert.False(NoteChoice.Of(Testimonies.Of("It is 7.", _two), NoteGate.Agreement).IsGiven);
    }

    [Fact]
    public void A_threshold_over_one_gives_nothing()
    {
        Assert.False(NoteChoice.Of(Testimonies.Of("It is 380.", _two), NoteGate.Agreement with { Bias = 1_000, Threshold = 2 }).IsGiven);
    }
}
