using Experts.Registry;
using Experts.Serving;
using LanguageModels.Graphs;
using Support;
using Trainer.Export;
using Xunit;

namespace Trainer.Tests.Export;

public sealed class ExpertExportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private ExpertRegistry Registry => new(_folder.Path, TimeProvider.System);

    [Theory]
    [InlineData(Precision.Float32)]
    [InlineData(Precision.Int8)]
    [InlineData(Precision.Int4)]
    public async Task An_exported_expert_is_registered_with_what_it_is_and_answers(Precision precision)
    {
        var version = await ExportAsync(TinyExpert.Order(precision) with { Limits = Lenient });

        var facts = Registry.Resolve("merrow", version.Version)!.Manifest!.Facts;
        Assert.Equal(("merrow-vane", "test 1", new string('a', 64), "right 96 %"), (facts.Domain, facts.Recipe, facts.Corpus, facts.Evaluation));
        await using var loaded = await new ExpertLoader(Registry, new ExpertLoaderSettings { Slots = 2 }, TimeProvider.System).LoadAsync(version, Stop);
        var prompt = loaded.Expert!.PromptOf([new PromptMessage("user", "Where  is the <note> SEAT?")]);
        Assert.Equal(TinyExpert.Tokenizer.Encode("<q>where is the note seat<note>", addSpecialTokens: false).Ids, prompt);
        AnswerEnd? end = null;
        await foreach (var piece in loaded.Expert.AnswerAsync(prompt, new AnswerSettings { MaxTokens = 4 }, Stop))
        {
            end = piece.End ?? end;
        }

        Assert.NotNull(end);
    }

    [Fact]
    public async Task Float32_loses_nothing_and_four_bits_lose_more_than_eight()
    {
        var rises = new List<double>();
        foreach (var precision in (Precision[])[Precision.Float32, Precision.Int8, Precision.Int4])
        {
            using var prepared = await PrepareAsync(TinyExpert.Order(precision) with { Limits = Lenient });
            rises.Add(Math.Abs(prepared.Check.Rise));
        }

        Assert.Equal(0, rises[0]);
        Assert.True(rises[0] < rises[1] && rises[1] < rises[2], string.Join(" ", rises));
    }

    [Fact]
    public async Task The_scores_of_the_training_graph_are_compared()
    {
        var order = TinyExpert.Order(Precision.Float32);
        using var first = await PrepareAsync(order);
        using var scorer = FolderScorer.Open(first.Folder, threads: 1);

        using var same = await PrepareAsync(order with { TrainingScores = scorer.Score });
        var problem = await Assert.ThrowsAsync<ExportException>(() => PrepareAsync(order with { TrainingScores = scorer.Score, Weights = new RandomWeights(order.Architecture, seed: 2) }));

        Assert.True(same.Check.TrainingDifference < 1e-4); // the same graph twice; rounding by thread order at most
        Assert.Contains("between training and export", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_that_changes_its_answers_is_refused_and_leaves_nothing_behind()
    {
        var order = TinyExpert.Order(Precision.Int4) with { Weights = new RandomWeights(TinyExpert.Architecture, seed: 1, scale: 3), Limits = Lenient with { RefusedAgreement = 1.01 } };

        var problem = await Assert.ThrowsAsync<ExportException>(() => PrepareAsync(order));

        Assert.Contains("greedy answers", problem.Message, StringComparison.Ordinal);
        Assert.Empty(Registry.Names());
        Assert.Empty(Directory.EnumerateDirectories(_folder["incoming"]));
    }

    [Fact]
    public async Task Weights_that_are_no_numbers_are_refused()
    {
        var weights = new RandomWeights(TinyExpert.Architecture, seed: 1);
        weights["model.norm.weight"][3] = float.NaN;

        await Assert.ThrowsAsync<ExportException>(() => PrepareAsync(TinyExpert.Order(Precision.Float32) with { Weights = weights }));
    }

    [Fact]
    public async Task A_missing_tensor_is_named()
    {
        var order = TinyExpert.Order(Precision.Int8);

        var problem = await Assert.ThrowsAsync<ExportException>(() => PrepareAsync(order with { Architecture = order.Architecture with { Layers = 3 } }));

        Assert.Contains("model.layers.2", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_memory_lies_in_the_version()
    {
        Directory.CreateDirectory(_folder["notes"]);
        await File.WriteAllTextAsync(_folder["notes/index.bin"], "memory", Stop);

        var version = await ExportAsync(TinyExpert.Order(Precision.Int8) with { MemoryFolder = _folder["notes"], Limits = Lenient });

        Assert.Contains(version.Manifest!.Files, file => file.Path == "memory/index.bin");
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Untrained weights agree on little once they are rounded; these tests look at other things.</summary>
    private static ExportLimits Lenient => new() { RefusedAgreement = 0, RefusedRise = 100 };

    private Task<PreparedExpert> PrepareAsync(ExportOrder order) => new ExpertExport(Registry, TimeProvider.System).PrepareAsync(order, null, Stop);

    private async Task<ExpertVersion> ExportAsync(ExportOrder order)
    {
        using var prepared = await PrepareAsync(order);
        return await prepared.RegisterAsync("right 96 %", null, Stop);
    }
}
