using LanguageModels.Graphs;
using Trainer.Backends;
using Xunit;

namespace Trainer.Tests.Backends;

/// <summary>
/// Kernels that race are silent: ScatterND with repeated rows loses updates on two threads of an idle machine and raises nothing.
/// </summary>
public sealed class ThreadTests
{
    /// <summary>Wide enough that the runtime gives both threads work, few tokens, so that rows repeat hundreds of times.</summary>
    private static readonly DecoderArchitecture _shape = new()
    {
        Family = "llama", Layers = 1, Hidden = 128, Heads = 4, KeyValueHeads = 2, HeadSize = 32, FeedForward = 128, Vocabulary = 64, ContextLength = 256, NormEpsilon = 1e-5f, RopeTheta = 10_000, IsTied = true,
    };

    [Fact]
    public void One_thread_gives_the_same_bits_every_time() => Assert.Equal(Gradients(1), Gradients(1));

    [Fact]
    public void Two_threads_give_the_gradients_of_one()
    {
        var expected = Gradients(1);
        var length = Length(expected);
        for (var repetition = 0; repetition < 5; repetition++)
        {
            // Sums in another order differ by rounding; a lost update of one of 1,024 tokens would show at 1e-3.
            var found = Gradients(2);
            Assert.True(Length([.. expected.Zip(found, (a, b) => a - b)]) <= 1e-6 * length);
        }
    }

    private static float[] Gradients(int threads)
    {
        using var model = new OnnxTrainingBackend().Create(_shape, new TrainingOptions { Threads = threads, IsSpinning = threads > 1 }, null, 1);
        var batch = new TokenBatch(8, 128);
        var random = new Random(2);
        for (var i = 0; i < batch.Tokens.Length; i++)
        {
            (batch.Tokens[i], batch.Targets[i]) = (random.Next(4), random.Next(64));
        }

        model.Accumulate(batch, 1.0 / batch.LabelledTokens);
        return model.Parameters.Gradients(0, (int)model.Parameters.TrainedLength).ToArray();
    }

    private static double Length(float[] numbers) => Math.Sqrt(numbers.Sum(number => (double)number * number));
}
