using Trainer.Backends;
using Trainer.Optimisation;
using Xunit;

namespace Trainer.Tests.Backends;

public sealed class TrainingModelTests
{
    [Fact]
    public void Scoring_gives_the_loss_that_training_reports()
    {
        using var model = TinyModel.Create();
        var batch = TinyModel.Batch(3, 10);
        var each = new float[30];

        var scored = model.Score(batch, each);

        Assert.Equal(model.Accumulate(batch, 1).Sum, scored.Sum, 1e-4);
        Assert.Equal(batch.LabelledTokens, scored.Weight);
        Assert.Equal(-scored.Sum, each.Sum(value => (double)value), 1e-9);
        Assert.All(each.Zip(batch.Targets), pair => Assert.Equal(pair.Second == TokenBatch.NoLabel, pair.First == 0));
    }

    [Fact]
    public void Log_probabilities_are_those_of_the_logits()
    {
        using var model = TinyModel.Create();
        var batch = TinyModel.Batch(2, 7);
        var (each, logits) = (new float[14], new float[14 * TinyModel.Vocabulary]);

        model.Score(batch, each);
        model.Logits(batch, logits);

        for (var i = 0; i < 14; i++)
        {
            var row = logits.AsSpan(i * TinyModel.Vocabulary, TinyModel.Vocabulary).ToArray();
            var expected = batch.Targets[i] == TokenBatch.NoLabel ? 0 : row[batch.Targets[i]] - Math.Log(row.Sum(logit => Math.Exp(logit)));
            Assert.Equal(expected, each[i], 1e-5);
        }
    }

    [Fact]
    public void Padding_changes_nothing()
    {
        using var padded = TinyModel.Create(new TrainingOptions { ColumnStep = 32 });
        using var exact = TinyModel.Create(new TrainingOptions { ColumnStep = 1 });
        var batch = TinyModel.Batch(2, 9);

        Assert.Equal(exact.Accumulate(batch, 1).Sum, padded.Accumulate(batch, 1).Sum, 1e-4);
        AssertClose(TinyModel.Gradients(exact), TinyModel.Gradients(padded));
    }

    [Fact]
    public void A_packed_row_learns_what_its_documents_learn_alone()
    {
        using var together = TinyModel.Create();
        using var alone = TinyModel.Create();
        int[] documents = [.. Enumerable.Repeat(3, 5), .. Enumerable.Repeat(8, 1), .. Enumerable.Repeat(3, 6)];
        var (plain, packed) = (TinyModel.Batch(1, 12), new TokenBatch(1, 12) { Documents = documents });
        plain.Tokens.CopyTo(packed.Tokens, 0);
        plain.Targets.CopyTo(packed.Targets, 0);

        var loss = together.Accumulate(packed, 1);

        var sum = new BatchLoss();
        foreach (var (start, length) in ((int, int)[])[(0, 5), (5, 1), (6, 6)])
        {
            var document = new TokenBatch(1, length);
            plain.Tokens.AsSpan(start, length).CopyTo(document.Tokens);
            plain.Targets.AsSpan(start, length).CopyTo(document.Targets);
            sum += alone.Accumulate(document, 1);
        }

        Assert.Equal(sum.Sum, loss.Sum, 1e-4);
        Assert.Equal(sum.Weight, loss.Weight);
        AssertClose(TinyModel.Gradients(alone), TinyModel.Gradients(together));
    }

    [Fact]
    public void Accumulated_gradients_add_up_over_shapes_that_come_and_go()
    {
        using var model = TinyModel.Create(new TrainingOptions { MaximumShapes = 1, ColumnStep = 8 });
        TokenBatch[] batches = [TinyModel.Batch(2, 8, 1), TinyModel.Batch(1, 24, 2), TinyModel.Batch(2, 8, 3)];
        var expected = new float[model.Parameters.TrainedLength];
        foreach (var batch in batches)
        {
            model.Parameters.ClearGradients();
            model.Accumulate(batch, 0.5);
            var gradients = TinyModel.Gradients(model);
            expected = [.. expected.Zip(gradients, (a, b) => a + b)];
        }

        model.Parameters.ClearGradients();
        Assert.All(batches, batch => model.Accumulate(batch, 0.5));

        Assert.Equal(expected, TinyModel.Gradients(model));
    }

    [Fact]
    public void Frozen_tensors_stay_as_they_are()
    {
        using var model = TinyModel.Create(new TrainingOptions { Frozen = ["model.embed_tokens", "model.layers.0."] });
        Assert.DoesNotContain(model.Parameters.Trained, parameter => parameter.Name.StartsWith("model.layers.0.", StringComparison.Ordinal));
        var frozen = model.Parameters["model.layers.0.mlp.up_proj.weight"];
        var (before, trained) = (model.Parameters.Values(frozen).ToArray(), model.Parameters.Values(0, 16).ToArray());
        using var optimiser = new AdamW(model.Parameters, new AdamWOptions { WeightDecay = 0.1 });

        model.Accumulate(TinyModel.Batch(2, 8), 1);
        optimiser.Step(0.01);

        Assert.Equal(before, model.Parameters.Values(frozen).ToArray());
        Assert.NotEqual(trained, model.Parameters.Values(0, 16).ToArray());
    }

    [Fact]
    public void What_has_diverged_shows_in_the_loss()
    {
        using var model = TinyModel.Create();
        model.Parameters.Values(model.Parameters["model.norm.weight"])[3] = float.NaN;

        Assert.False(double.IsFinite(model.Accumulate(TinyModel.Batch(1, 8), 1).Sum));
    }

    [Fact]
    public void The_seed_decides_how_it_begins()
    {
        using var one = TinyModel.Create(seed: 1);
        using var again = TinyModel.Create(seed: 1);
        using var other = TinyModel.Create(seed: 2);
        var matrix = one.Parameters["model.layers.1.mlp.up_proj.weight"];
        var values = one.Parameters.Values(matrix).ToArray();

        Assert.Equal(values, again.Parameters.Values(matrix).ToArray());
        Assert.NotEqual(values, other.Parameters.Values(matrix).ToArray());
        Assert.Equal(0.02, Math.Sqrt(values.Average(value => value * value)), 0.002); // 1,536 normal numbers err by 1.8 %
        Assert.Equal(0.01, Math.Sqrt(one.Parameters.Values(one.Parameters["model.layers.1.mlp.down_proj.weight"]).ToArray().Average(value => value * value)), 0.001);
    }

    [Theory]
    [InlineData(50, 1)]
    [InlineData(-1, 1)]
    [InlineData(1, 50)]
    [InlineData(1, -1)]
    public void A_token_outside_the_vocabulary_is_named(int token, int target)
    {
        using var model = TinyModel.Create();
        var batch = TinyModel.Batch(2, 4);
        (batch.Tokens[6], batch.Targets[6]) = (token, target);

        var thrown = Assert.Throws<ArgumentException>(() => model.Accumulate(batch, 1));

        Assert.Contains($"Row 1, column 2: token {token} with target {target}; expected 0 to 49", thrown.Message);
    }

    [Fact]
    public void A_step_allocates_nothing_once_its_shape_is_known()
    {
        using var model = TinyModel.Create();
        var batch = TinyModel.Batch(2, 16);
        for (var i = 0; i < 3; i++)
        {
            model.Accumulate(batch, 1); // the first opens the session, the second makes the block for what is added
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        model.Accumulate(batch, 1);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200);
    }

    private static void AssertClose(float[] expected, float[] actual)
    {
        var largest = expected.Max(MathF.Abs);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5f * largest)); // rounding of sums in another order
    }
}
