using LanguageModels.Graphs;
using Trainer.Backends;

namespace Trainer.Tests.Backends;

/// <summary>A model that takes milliseconds, and batches for it.</summary>
internal static class TinyModel
{
    public const int Vocabulary = 50;

    public static DecoderArchitecture Shape { get; } = new()
    {
        Family = "llama", Layers = 2, Hidden = 32, Heads = 4, KeyValueHeads = 2, HeadSize = 8, FeedForward = 48, Vocabulary = Vocabulary, ContextLength = 64, NormEpsilon = 1e-5f, RopeTheta = 10_000, IsTied = true,
    };

    public static ITrainingModel Create(TrainingOptions? options = null, ulong seed = 1) => new OnnxTrainingBackend().Create(Shape, options ?? new TrainingOptions(), null, seed);

    public static TokenBatch Batch(int rows, int columns, int seed = 1)
    {
        var (batch, random) = (new TokenBatch(rows, columns), new Random(seed));
        for (var i = 0; i < batch.Tokens.Length; i++)
        {
            (batch.Tokens[i], batch.Targets[i]) = (random.Next(Vocabulary), i % 4 == 0 ? TokenBatch.NoLabel : random.Next(Vocabulary));
        }

        return batch;
    }

    public static float[] Gradients(ITrainingModel model) => model.Parameters.Gradients(0, (int)model.Parameters.TrainedLength).ToArray();
}
