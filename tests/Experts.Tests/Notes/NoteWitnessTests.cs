using Experts.Memory;
using Experts.Notes;
using Experts.Tests.Serving;
using Support;
using Support.Models;
using Xunit;

namespace Experts.Tests.Notes;

public sealed class NoteWitnessTests : IDisposable
{
    private static readonly NoteSource _source = new("handbook", new string('a', 64), "2", "The excess is 380 crowns.");

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private LiveMemory Memory
    {
        get
        {
            var writer = new NoteMemoryWriter();
            writer.Add(new MemoryNote("F1", "The excess is 380 crowns.", ["what is the excess", "what must i pay myself"], [_source]));
            writer.Add(new MemoryNote("F1 by nickname", "The excess is 380 crowns.", ["what is the excess of heron"], [_source]));
            writer.Add(new MemoryNote("F2", "The seat is Lowick.", ["where is the seat"], [_source with { DocumentId = "register" }]));
            writer.Write(_folder.Path);
            return new LiveMemory(_folder.Path, TimeProvider.System);
        }
    }

    [Fact]
    public async Task Both_are_asked_and_the_note_they_agree_on_comes_with_its_document()
    {
        await using var model = Models.Expert(ScriptedEngine.Saying("The excess is 380 crowns."));

        var choice = await new NoteWitness(model, MemoryRecall.ByCharacters(Memory), NoteGate.Agreement).AskAsync("What is the EXCESS?", Stop);

        Assert.Equal(("The excess is 380 crowns.", NoteOrigin.Agreed, true), (choice.Note, choice.Origin, choice.IsGiven));
        Assert.Equal("handbook", choice.Evidence!.Sources[0].DocumentId);
    }

    [Fact]
    public async Task Equal_notes_of_several_groups_count_as_one()
    {
        var testimony = await new NoteWitness(null, MemoryRecall.ByCharacters(Memory), NoteGate.Agreement).TestifyAsync("what is the excess of", Stop);

        Assert.Equal(["The excess is 380 crowns.", "The seat is Lowick."], testimony.Recalled.Select(note => note.Note));
    }

    [Fact]
    public async Task The_model_gets_the_question_in_the_normal_form_and_its_probabilities_are_kept()
    {
        var engine = ScriptedEngine.Saying("AB");
        await using var model = Models.Expert(engine);

        var testimony = await new NoteWitness(model, null, NoteGate.Agreement).TestifyAsync("What's  THIS?", Stop);

        Assert.Contains("user\nwhat's this<", ByteTokenizer.Instance.Decode(engine.Last!.Prompt.AsSpan(), skipSpecialTokens: false), StringComparison.Ordinal);
        Assert.Equal("AB", testimony.Generated!.Text);
        Assert.Equal(-0.655, testimony.Generated.MeanLogProbability, 1e-6); // float32 log probabilities -0.65 and -0.66 of the scripted engine
        Assert.Equal(-0.66, testimony.Generated.MinLogProbability, 1e-6);
    }

    [Fact]
    public async Task A_question_that_fills_the_context_is_declined()
    {
        await using var model = Models.Expert(new ScriptedEngine(_ => ByteTokenizer.Ids("never")) { ContextLength = 20 });

        var testimony = await new NoteWitness(model, null, NoteGate.Agreement).TestifyAsync(new string('x', 100), Stop);

        Assert.True(testimony.Generated!.IsDeclined);
    }

    [Fact]
    public async Task A_withdrawn_document_is_gone_with_the_next_question()
    {
        var memory = Memory;
        var witness = new NoteWitness(null, MemoryRecall.ByCharacters(memory), NoteGate.Agreement);
        Assert.Equal("The seat is Lowick.", (await witness.AskAsync("where is the seat", Stop)).Note);

        await memory.UpdateAsync(writer => writer.Withdraw(new HashSet<string> { "register" }), Stop);

        Assert.NotEqual("The seat is Lowick.", (await witness.AskAsync("where is the seat", Stop)).Note);
    }

    public void Dispose() => _folder.Dispose();
}
