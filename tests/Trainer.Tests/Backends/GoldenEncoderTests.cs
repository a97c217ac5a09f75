using System.Text.Json;
using LanguageModels.Graphs;
using LanguageModels.Weights;
using Trainer.Backends;
using Xunit;

namespace Trainer.Tests.Backends;

/// <summary>Runs of an encoder that PyTorch made, repeated step by step.</summary>
public sealed class GoldenEncoderTests
{
    private static readonly EncoderArchitecture _shape = new()
    {
        Family = "bert", Layers = 2, Hidden = 64, Heads = 4, FeedForward = 128, Vocabulary = 512, Positions = 64, MaxLength = 64,
        Segments = 2, NormEpsilon = 1e-12f, Pooling = Pooling.Mean, IsNormalised = true,
    };

    [Theory]
    [InlineData("contrastive", false)]
    [InlineData("contrastive-symmetric", true)]
    public void Pairs_find_each_other_as_in_the_reference(string name, bool isSymmetric)
    {
        var run = GoldenRun.Open(name);
        var pairs = GoldenRun.All.GetProperty("contrastive").GetProperty("pairs").EnumerateArray()
            .Select(pair => (Left: Texts(pair.GetProperty("a"), pair.GetProperty("a_mask")), Right: Texts(pair.GetProperty("b"), pair.GetProperty("b_mask")))).ToArray();
        using var model = Start("qa_outputs");

        // The reference's own rounding is 2.5e-5 (README).
        run.Repeat(model.Parameters, k => model.AccumulatePairs(pairs[k % 4].Left, pairs[k % 4].Right, new ContrastiveLoss(0.05, isSymmetric), 1).Mean, lossTolerance: 2e-4, normTolerance: 2e-4);

        var vectors = new float[8 * 64];
        model.Embed(pairs[0].Left, vectors);
        var expected = GoldenRun.Reals(run.Fields.GetProperty("final_vectors"));
        for (var i = 0; i < vectors.Length; i++)
        {
            Assert.Equal(expected[i], vectors[i], 3e-4f);
        }
    }

    [Fact]
    public void Spans_are_found_as_in_the_reference()
    {
        var run = GoldenRun.Open("span");
        var texts = Texts(run.Fields.GetProperty("ids"), run.Fields.GetProperty("mask"), run.Fields.GetProperty("token_types"));
        (int, int)[] spans = [.. run.Fields.GetProperty("positions").EnumerateArray().Select(span => (span[0].GetInt32(), span[1].GetInt32()))];
        using var model = Start();
        GoldenRun.Reals(run.Fields.GetProperty("head_weight")).CopyTo(model.Parameters.Values(model.Parameters["qa_outputs.weight"]));
        model.Parameters.Values(model.Parameters["qa_outputs.bias"]).Clear();

        run.Repeat(model.Parameters, _ => model.AccumulateSpans(texts, spans, 1).Mean, rename: name => name.Replace("bert.", ""));
    }

    private static IEncoderTrainingModel Start(params string[] frozen)
    {
        using var start = SafetensorsFolder.Open(Path.Combine(GoldenRun.Folder, "init-encoder"));
        return new OnnxTrainingBackend().CreateEncoder(_shape, new TrainingOptions { Frozen = [.. frozen] }, start, 0);
    }

    private static TextBatch Texts(JsonElement ids, JsonElement mask, JsonElement? segments = null)
    {
        int[][] tokens = Rows(ids), attended = Rows(mask);
        var kinds = segments is { } types ? Rows(types) : null;
        var batch = new TextBatch(tokens.Length, tokens[0].Length);
        for (var row = 0; row < batch.Rows; row++)
        {
            tokens[row].CopyTo(batch.Tokens, row * batch.Columns);
            kinds?[row].CopyTo(batch.Segments, row * batch.Columns);
            batch.Lengths[row] = attended[row].Sum();
        }

        return batch;
    }

    private static int[][] Rows(JsonElement rows) => [.. rows.EnumerateArray().Select(row => row.EnumerateArray().Select(id => id.GetInt32()).ToArray())];
}
