using Trainer.Optimisation;
using Trainer.Tests.Backends;
using Xunit;

namespace Trainer.Tests.Optimisation;

public sealed class LearningRateTests
{
    [Theory]
    [InlineData("constant")]
    [InlineData("constant_with_warmup")]
    [InlineData("linear")]
    [InlineData("cosine")]
    [InlineData("cosine_with_min_lr")]
    [InlineData("warmup_stable_decay")]
    [InlineData("polynomial")]
    public void Schedules_are_those_of_transformers(string name)
    {
        var schedule = GoldenRun.Open("schedules").Fields.EnumerateArray().Single(entry => entry.GetProperty("name").GetString() == name);
        var rate = Rate(name, schedule.GetProperty("steps").GetInt32(), schedule.GetProperty("warmup").GetInt32());

        var step = 0;
        Assert.All(schedule.GetProperty("factor").EnumerateArray(), factor => Assert.Equal(factor.GetDouble(), rate.At(step++), 1e-11)); // twelve digits are kept
        Assert.Equal(33, step);
    }

    [Fact]
    public void Cycles_begin_again_at_the_peak()
    {
        var rate = new LearningRate { Peak = 2, Steps = 110, WarmUp = 10, Curve = RateCurve.CosineWithRestarts, Cycles = 4, Floor = 0.1 };

        Assert.Equal([2.0, 2.0, 2.0, 2.0], [rate.At(10), rate.At(35), rate.At(60), rate.At(85)]);
        Assert.True(rate.At(34) < 0.25);
        Assert.Equal(0.2, rate.At(110), 1e-12);
    }

    private static LearningRate Rate(string name, int steps, int warmUp)
    {
        var rate = new LearningRate { Peak = 1, Steps = steps, WarmUp = warmUp };
        return name switch
        {
            "constant" => rate with { Curve = RateCurve.Constant, WarmUp = 0 },
            "constant_with_warmup" => rate with { Curve = RateCurve.Constant },
            "linear" => rate with { Curve = RateCurve.Linear },
            "cosine" => rate with { Curve = RateCurve.Cosine },
            "cosine_with_min_lr" => rate with { Curve = RateCurve.Cosine, Floor = 0.1 },
            "warmup_stable_decay" => rate with { Curve = RateCurve.StableThenDecay, DecaySteps = 10 },
            _ => rate with { Curve = RateCurve.Linear, Floor = 1e-7 }, // polynomial of power 1 ends at 1e-7
        };
    }
}
