using System.Text.Json;
using Trainer.Backends;
using Trainer.Optimisation;
using Trainer.Tests.Backends;
using Xunit;

namespace Trainer.Tests.Optimisation;

public sealed class AdamWTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Ten_steps_are_those_of_the_reference(int number)
    {
        var golden = GoldenRun.Open("adamw").Fields;
        var run = golden.GetProperty("runs")[number];
        var settings = run.GetProperty("settings");
        double[] start = Numbers(golden.GetProperty("start"));
        using var parameters = new ParameterSet([("w", [1, start.Length], true)]); // a matrix: it decays
        var w = parameters["w"];
        Copy(start, parameters.Values(w));
        using var optimiser = new AdamW(parameters, new AdamWOptions
        {
            Beta1 = settings.GetProperty("betas")[0].GetDouble(),
            Beta2 = settings.GetProperty("betas")[1].GetDouble(),
            Epsilon = settings.GetProperty("eps").GetDouble(),
            WeightDecay = settings.GetProperty("weight_decay").GetDouble(),
        });

        for (var step = 0; step < 10; step++)
        {
            Copy(Numbers(golden.GetProperty("grads")[step]), parameters.Gradient(w));
            optimiser.Step(settings.GetProperty("lr").GetDouble());

            // Float32 keeps 6e-8 of numbers below 2 at each of ten steps.
            Assert.All(Numbers(run.GetProperty("params")[step]).Zip(parameters.Values(w).ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        }
    }

    [Fact]
    public void Several_threads_give_the_same_bits()
    {
        Assert.Equal(Trained(1), Trained(2));

        static float[] Trained(int threads)
        {
            using var parameters = new ParameterSet([("w", [1000, 777], true), ("b", [777], true)]);
            using var optimiser = new AdamW(parameters, new AdamWOptions { WeightDecay = 0.1 }, threads);
            var random = new Random(1);
            for (var step = 0; step < 3; step++)
            {
                foreach (ref var gradient in parameters.Gradients(0, (int)parameters.TrainedLength))
                {
                    gradient = (float)(random.NextDouble() - 0.5);
                }

                optimiser.Step(0.01, 0.7);
            }

            return parameters.Values(parameters["w"]).ToArray();
        }
    }

    [Fact]
    public void Only_matrices_decay()
    {
        using var parameters = new ParameterSet([("w", [2, 2], true), ("norm", [2], true), ("frozen", [2, 2], false)]);
        parameters.Values(0, (int)parameters.Length).Fill(1);
        using var optimiser = new AdamW(parameters, new AdamWOptions { WeightDecay = 0.5 });
        parameters.ClearGradients();

        optimiser.Step(0.1);

        Assert.Equal(0.95f, parameters.Values(parameters["w"])[0]);
        Assert.Equal(1f, parameters.Values(parameters["norm"])[0]);
        Assert.Equal(1f, parameters.Values(parameters["frozen"])[0]);
    }

    /// <summary>Denormal numbers are a hundred times as slow, and the moments of a token that never comes again would stay such for ever.</summary>
    [Fact]
    public void Moments_that_fade_become_zero()
    {
        using var parameters = new ParameterSet([("w", [1, 16], true)]);
        using var optimiser = new AdamW(parameters, new AdamWOptions { Beta2 = 0.9 });
        parameters.Gradient(parameters["w"]).Fill(1e-3f);
        optimiser.Step(0.01);
        parameters.ClearGradients();
        for (var step = 0; step < 1000; step++)
        {
            optimiser.Step(0.01);
        }

        Assert.Equal(0f, optimiser.FirstMoment(parameters["w"])[0]);
        Assert.Equal(0f, optimiser.SecondMoment(parameters["w"])[0]);
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        using var parameters = new ParameterSet([("w", [64, 64], true)]);
        using var optimiser = new AdamW(parameters, new AdamWOptions());
        optimiser.Step(0.01);
        _ = GradientClip.Norm(parameters);
        var before = GC.GetAllocatedBytesForCurrentThread();

        _ = GradientClip.Norm(parameters);
        optimiser.Step(0.01);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];

    private static void Copy(double[] source, Span<float> destination)
    {
        for (var i = 0; i < source.Length; i++)
        {
            destination[i] = (float)source[i];
        }
    }
}
