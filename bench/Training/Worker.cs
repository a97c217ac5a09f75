using System.Diagnostics;
using Trainer.Backends;
using Trainer.Optimisation;

namespace Bench.Training;

/// <summary>Whole steps of our own: forward, backward, norm of the gradient, AdamW.</summary>
internal static class Worker
{
    private const int WarmUp = 3, Batches = 8;

    public static Measurement Run(Size size, int threads, int steps)
    {
        var options = new TrainingOptions { Threads = threads, IsSpinning = threads > 1 };
        using var model = new OnnxTrainingBackend().Create(size.Shape, options, null, 1);
        using var optimiser = new AdamW(model.Parameters, new AdamWOptions { WeightDecay = 0.01 }, threads);
        TokenBatch[] batches = [.. Enumerable.Range(0, Batches).Select(number => Batch(size, number))];
        var best = new Measurement(double.MaxValue, double.MaxValue, 0, 0);
        for (var step = 0; step < WarmUp + steps; step++)
        {
            var batch = batches[step % Batches];
            var (wall, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            model.Parameters.ClearGradients();
            var loss = model.Accumulate(batch, 1.0 / batch.LabelledTokens);
            optimiser.Step(1e-3, GradientClip.Factor(GradientClip.Norm(model.Parameters), 1));
            var measured = new Measurement(Stopwatch.GetElapsedTime(wall).TotalMilliseconds, (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds, Peak(), loss.Mean);
            best = step < WarmUp ? best : best.With(measured);
        }

        return best;
    }

    /// <summary>Text with a pattern: seven of ten tokens follow from the one before.</summary>
    private static TokenBatch Batch(Size size, int number)
    {
        var (batch, random) = (new TokenBatch(size.Rows, size.Columns), new Random(1000 + number));
        for (var i = 0; i < batch.Tokens.Length; i++)
        {
            batch.Tokens[i] = i % size.Columns == 0 ? random.Next(size.Shape.Vocabulary) : batch.Targets[i - 1];
            batch.Targets[i] = random.NextDouble() < 0.7 ? (batch.Tokens[i] * 31 + 7) % size.Shape.Vocabulary : random.Next(200);
        }

        return batch;
    }

    private static double Peak() => double.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) / 1024;
}
