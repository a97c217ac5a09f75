using Experts.Memory;
using Experts.Notes;
using Experts.Registry;
using LanguageModels.Graphs;
using Support;
using Trainer.Corpus;
using Trainer.Evaluation;
using Trainer.Export;
using Trainer.Tests.Export;
using Xunit;

namespace Trainer.Tests.Evaluation;

/// <summary>A whole evaluation, over an untrained tiny model and a memory of some facts.</summary>
public sealed class ExpertEvaluationTests : IDisposable
{
    private const int Facts = 24;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_expert_is_measured_by_what_its_witnesses_say_and_compared_with_its_parent()
    {
        using var prepared = await PrepareAsync(Precision.Int8);
        await using var expert = await EvaluatedExpert.OpenAsync("new", prepared.Folder, MemoryRecall.ByCharacters(Memory(facts: Facts)), TimeProvider.System, Stop);
        await using var parent = await EvaluatedExpert.OpenAsync("old", prepared.Folder, MemoryRecall.ByCharacters(Memory(facts: Facts / 2)), TimeProvider.System, Stop);
        var stages = new List<string>();

        var result = await new ExpertEvaluation(TimeProvider.System).RunAsync(Plan(), expert, parent, new Stages(stages), Stop);

        var known = result.Strata.Single(row => row.Stratum == "all known");
        Assert.Equal((Facts, Facts), (known.Recalling!.Value.Count, known.Combined!.Value.Count));
        Assert.Equal(Verdict.Better, result.Verdict);
        Assert.Equal(0.5, result.Comparison!.Combined!.Mean, 1e-12);
        Assert.True(result.Gate.Chosen.Auroc > 0.9, $"{result.Gate.Chosen.Auroc}");
        Assert.True(result.Gate.Rows[^1].RightKept.Share > 0.6 && result.Gate.Rows[^1].UnknownGiven.Share <= 0.05, $"{result.Gate.Rows[^1]}");
        Assert.True(result.Domain!.Bytes > 20 && result.Domain.BitsPerByte > 1);
        Assert.Contains(result.Remarks, remark => remark.Contains("no gain over its memory", StringComparison.Ordinal)); // an untrained model knows nothing
        Assert.True(result.Speed is { QuestionsPerSecond: > 0, NoteMilliseconds: > 0, RecallMilliseconds: > 0 });
        Assert.Contains("test questions", stages);
    }

    [Fact]
    public async Task An_expert_that_only_remembers_is_measured_too()
    {
        await using var expert = await EvaluatedExpert.OpenAsync("memory", null, MemoryRecall.ByCharacters(Memory(facts: Facts)), TimeProvider.System, Stop);

        var result = await new ExpertEvaluation(TimeProvider.System).RunAsync(Plan(), expert, null, null, Stop);

        Assert.Equal((Verdict.First, null, null), (result.Verdict, result.Domain, result.GainOverRecall));
        Assert.Null(result.Strata[0].Generating);
        Assert.Null(result.Speed.NoteMilliseconds);
    }

    [Fact]
    public async Task A_reading_model_stands_beside_the_others()
    {
        await using var expert = await EvaluatedExpert.OpenAsync("memory", null, MemoryRecall.ByCharacters(Memory(facts: Facts)), TimeProvider.System, Stop);
        var plan = Plan() with { Reading = (_, recalled, _) => Task.FromResult(new GeneratedNote(recalled[1].Note, -0.1, -0.1, 1)) };

        var result = await new ExpertEvaluation(TimeProvider.System).RunAsync(plan, expert, null, null, Stop);

        Assert.Equal(0, result.Strata.Single(row => row.Stratum == "all known").Reading!.Value.Count); // it always takes the second note
        Assert.Equal(-1, result.ReadingOverRecall!.Mean);
    }

    [Fact]
    public async Task Likelihood_counts_each_byte_once_and_long_texts_in_windows()
    {
        using var prepared = await PrepareAsync(Precision.Float32);
        using var scorer = FolderScorer.Open(prepared.Folder, threads: 1);
        var text = string.Join(' ', Enumerable.Repeat("where is the seat", 40)); // far more than the 64 positions of the model

        var likelihood = new TextLikelihood(scorer, TinyExpert.Tokenizer, RecipeTokens.Document).Of([text, ""], Stop);

        Assert.Equal((text.Length, TinyExpert.Tokenizer.CountTokens(text, false)), ((int)likelihood[0].Bytes, (int)likelihood[0].Tokens));
        Assert.True(double.IsFinite(likelihood[0].Nats) && likelihood[0].Nats > 0);
        Assert.Equal(0, likelihood[1].Tokens);
    }

    public void Dispose() => _folder.Dispose();

    private static EvaluationPlan Plan() => new()
    {
        Test = [.. Questions("please tell me the code of plan")],
        Development = [.. Questions("i need the code of plan")],
        DomainTexts = ["The seat is Lowick.", "The river desk decides."],
        GeneralTexts = ["Water boils at a hundred degrees."],
    };

    /// <summary>Known facts, and as many questions in unlike words that nobody can answer.</summary>
    private static IEnumerable<EvaluationQuestion> Questions(string wording) => Enumerable.Range(0, Facts).SelectMany(i => (EvaluationQuestion[])
    [
        new() { Id = $"k{i}", Stratum = "S1", Text = $"{wording} {Plan(i)}", Answers = [$"RZ-{i + 100}"], IsKnown = true, Fact = $"f{i}" },
        new() { Id = $"u{i}", Stratum = "S7", Text = $"who keeps bees at {Plan(i + Facts)[..3]}mouth", IsKnown = false },
    ]);

    private static string Plan(int number)
    {
        var random = new Random(number);
        return new([.. Enumerable.Range(0, 9).Select(_ => (char)('a' + random.Next(26)))]);
    }

    private LiveMemory Memory(int facts)
    {
        var writer = new NoteMemoryWriter();
        for (var i = 0; i < facts; i++)
        {
            writer.Add(new MemoryNote($"f{i}", $"The code of {Plan(i)} is RZ-{i + 100}.", [$"what is the code of {Plan(i)}"], [new NoteSource("d", new string('a', 64), null, "")]));
        }

        var folder = _folder[$"memory-{facts}"];
        writer.Write(folder);
        return new LiveMemory(folder, TimeProvider.System);
    }

    private Task<PreparedExpert> PrepareAsync(Precision precision) => new ExpertExport(new ExpertRegistry(_folder["registry"], TimeProvider.System), TimeProvider.System)
        .PrepareAsync(TinyExpert.Order(precision) with { Limits = new ExportLimits { RefusedAgreement = 0, RefusedRise = 100 } }, null, Stop);

    private sealed class Stages(List<string> stages) : IProgress<EvaluationProgress>
    {
        public void Report(EvaluationProgress value)
        {
            lock (stages)
            {
                stages.Add(value.Stage);
            }
        }
    }
}
