using LanguageModels.Importing;
using Trainer.Backends;
using Xunit;

namespace Trainer.Tests.Backends;

/// <summary>Runs that PyTorch, transformers and PEFT made, repeated step by step (goldens/training/README.md has the tolerances).</summary>
public sealed class GoldenDecoderTests
{
    private static readonly OnnxTrainingBackend _backend = new();

    [Theory]
    [InlineData("full-plain")]
    [InlineData("full-recipe")]
    public void Full_training_follows_the_reference(string name)
    {
        var run = GoldenRun.Open(name);
        using var model = Start(run.Fields.GetProperty("init").GetString()!, new TrainingOptions());

        run.Repeat(model.Parameters, k => Mean(model, GoldenBatches.Text[k % 20], run.Accumulated));

        AssertFinalLogits(run, model);
    }

    [Fact]
    public void Labels_count_within_their_micro_batch()
    {
        var run = GoldenRun.Open("masked-labels");
        using var model = Start("init-tied", new TrainingOptions());

        run.Repeat(model.Parameters, k => Mean(model, GoldenBatches.Instructions[k % 2], 1));

        AssertFinalLogits(run, model);
    }

    [Fact]
    public void Labels_count_within_all_accumulated_micro_batches()
    {
        var run = GoldenRun.Open("masked-labels-accum");
        var labelled = GoldenBatches.Instructions.Sum(batch => batch.LabelledTokens);
        using var model = Start("init-tied", new TrainingOptions());

        run.Repeat(model.Parameters, k => model.Accumulate(GoldenBatches.Instructions[k % 2], 1.0 / labelled).Sum / labelled);

        AssertFinalLogits(run, model);
    }

    [Fact]
    public void Packed_documents_do_not_see_each_other()
    {
        var run = GoldenRun.Open("packed");
        var batches = GoldenBatches.Packed(run.Fields);
        using var model = Start("init-tied", new TrainingOptions { AttentionBlock = 24 });

        run.Repeat(model.Parameters, k => Mean(model, batches[k % 5], 1));

        AssertFinalLogits(run, model);
    }

    [Theory]
    [InlineData("distil-full")]
    [InlineData("distil-top8")]
    [InlineData("distil-top8-mix")]
    public void A_teacher_is_followed_as_the_reference_does(string name)
    {
        var run = GoldenRun.Open(name);
        var batches = Taught(name, (float)run.Fields.GetProperty("temperature").GetDouble());
        using var model = Start("init-untied", new TrainingOptions());

        run.Repeat(model.Parameters, k => Mean(model, batches[k % 4], 1));

        AssertFinalLogits(run, model);
    }

    [Theory]
    [InlineData("lora")]
    [InlineData("lora-rs")]
    public void Adapters_learn_as_in_peft(string name)
    {
        var run = GoldenRun.Open(name);
        var lora = LoraAdapterFolder.Read(Path.Combine(GoldenRun.Folder, name + "-init"));
        using var model = Start("final-untied", new TrainingOptions { Lora = lora });

        run.Repeat(model.Parameters, k => Mean(model, GoldenBatches.Instructions[k % 2], 1), normTolerance: 1e-3, rename: LoraParameter);

        var probe = run.Fields.GetProperty("probe");
        var expected = GoldenRun.Reals(probe.GetProperty("adapter_logits"));
        var logits = Logits(model, [.. probe.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())]);
        AssertLogits(expected, logits);
    }

    private static string LoraParameter(string name) => name.Replace("base_model.model.", "").Replace(".default", "");

    private static ITrainingModel Start(string checkpoint, TrainingOptions options)
    {
        using var start = DecoderCheckpoint.Open(Path.Combine(GoldenRun.Folder, checkpoint));
        return _backend.Create(start.Architecture, options, start.Tensors, 0);
    }

    private static double Mean(ITrainingModel model, TokenBatch batch, int accumulated) =>
        model.Accumulate(batch, 1.0 / batch.LabelledTokens / accumulated).Mean / accumulated;

    private static TokenBatch[] Taught(string name, float temperature) => name == "distil-full" ? Full(temperature) : Top(temperature, name == "distil-top8" ? 1 : 0.7f);

    private static TokenBatch[] Full(float temperature)
    {
        using var teacher = Start("final-tied", new TrainingOptions());
        return [.. GoldenBatches.Text.Take(4).Select(batch =>
        {
            var logits = new float[batch.Tokens.Length * 512];
            teacher.Logits(batch, logits);
            return With(batch, new SoftTargets.Full(logits, temperature, 1));
        })];
    }

    private static TokenBatch[] Top(float temperature, float share)
    {
        var targets = GoldenRun.Read("distil_top8.json.gz");
        var (tokens, probabilities) = (GoldenRun.Integers(targets.GetProperty("index")), GoldenRun.Reals(targets.GetProperty("p")));
        var size = tokens.Length / 4;
        return [.. GoldenBatches.Text.Take(4).Select((batch, i) =>
            With(batch, new SoftTargets.Top(8, tokens.AsMemory(i * size, size), probabilities.AsMemory(i * size, size), true, temperature, share)))];
    }

    private static TokenBatch With(TokenBatch source, SoftTargets soft)
    {
        var batch = new TokenBatch(source.Rows, source.Columns) { Soft = soft };
        source.Tokens.CopyTo(batch.Tokens, 0);
        source.Targets.CopyTo(batch.Targets, 0);
        return batch;
    }

    private static float[] Logits(ITrainingModel model, int[] ids)
    {
        var batch = new TokenBatch(1, ids.Length);
        ids.CopyTo(batch.Tokens, 0);
        var logits = new float[ids.Length * 512];
        model.Logits(batch, logits);
        return logits;
    }

    private static void AssertFinalLogits(GoldenRun run, ITrainingModel model)
    {
        var final = run.Fields.GetProperty("final_logits");
        var logits = Logits(model, [.. final.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())]);
        AssertLogits(GoldenRun.Reals(final.GetProperty("last")), logits[^512..]);
    }

    /// <summary>3e-4 for each weight after all steps (README) moves a logit by about as much times the width's root.</summary>
    private static void AssertLogits(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 2e-3f);
        }
    }
}
