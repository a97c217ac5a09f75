using Trainer.Backends;
using Trainer.Optimisation;
using Xunit;

namespace Trainer.Tests.Optimisation;

public sealed class ExponentialAverageTests
{
    [Fact]
    public void It_keeps_a_running_mean_and_lends_it_to_the_model()
    {
        using var parameters = new ParameterSet([("w", [4], true)]);
        var w = parameters["w"];
        using var average = new ExponentialAverage(parameters, 0.75);
        parameters.Values(w).Fill(4);
        average.Update();
        parameters.Values(w).Fill(8);
        average.Update();

        average.Swap();
        Assert.Equal(0.75f * 1 + 0.25f * 8, parameters.Values(w)[0]);
        Assert.Equal(8, average.Values(w)[0]);

        average.Swap();
        Assert.Equal(8, parameters.Values(w)[0]);
    }
}
