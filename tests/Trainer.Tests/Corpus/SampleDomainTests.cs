using System.Text.Json;
using Experts.Memory;
using Support;
using Trainer.Corpus;
using Trainer.Corpus.Pairing;
using Xunit;

namespace Trainer.Tests.Corpus;

/// <summary>The sample domain with the files that its owner supplies.</summary>
public sealed class SampleDomainTests : IDisposable
{
    private static readonly string _sample = Path.Combine(SolutionFolder.Path, "samples", "merrow-vane");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task No_held_out_wording_is_trained_and_the_memory_finds_most_notes()
    {
        var stop = TestContext.Current.CancellationToken;
        var texts = await DomainTexts.ReadFolderAsync(Path.Combine(_sample, "documents"), "merrow-vane", TimeProvider.System, stop);
        var heldOut = HeldOutQuestions.Read([Path.Combine(_sample, "questions", "development.jsonl"), Path.Combine(_sample, "questions", "test.jsonl")]);
        var domain = DomainPairs.Read(texts, [Path.Combine(_sample, "training", "notes.jsonl")], new CorpusSettings());
        var pairs = PairMerging.Merge(domain.Pairs, heldOut, domain.Refusals);
        var trained = pairs.SelectMany(pair => pair.Wordings).Select(QuestionText.Normalise).ToHashSet();
        var questions = Questions("development").Concat(Questions("test")).ToList();

        Assert.Equal(1348, questions.Count);
        Assert.Equal(4, domain.Refusals.Counts["a wording that is held out for an evaluation"]);
        Assert.All(questions, question => Assert.DoesNotContain(QuestionText.Normalise(question.Q), trained));

        var writer = new NoteMemoryWriter();
        foreach (var note in pairs.Select(pair => pair.Remembered).OfType<MemoryNote>())
        {
            writer.Add(note);
        }

        writer.Write(_folder.Path);
        var memory = NoteMemory.Open(_folder.Path);
        double Right(string stratum) => questions.Where(question => question.Stratum == stratum)
            .Average(question => memory.Recall(question.Q, 1) is [var best] && AnswerText.Holds(AnswerText.Normal(best.Note), question.Answer!) ? 1.0 : 0);
        Assert.InRange(Right("document"), 0.80, 1);
        Assert.InRange(Right("superseded"), 0.80, 1);
        Assert.InRange(Right("paraphrase"), 0.40, 1);
    }

    private static IEnumerable<Asked> Questions(string split) => File.ReadLines(Path.Combine(_sample, "questions", split + ".jsonl"))
        .Select(line => JsonSerializer.Deserialize<Asked>(line, JsonSerializerOptions.Web)!);

    private sealed record Asked(string Stratum, string Q, string? Answer);
}
