using Trainer.Backends;
using Trainer.Optimisation;
using Xunit;

namespace Trainer.Tests.Optimisation;

public sealed class GradientClipTests
{
    [Fact]
    public void The_norm_is_over_all_tensors_together()
    {
        using var parameters = new ParameterSet([("a", [1], true), ("b", [1], true)]);
        parameters.Gradient(parameters["a"])[0] = 3;
        parameters.Gradient(parameters["b"])[0] = 4;

        Assert.Equal(5, GradientClip.Norm(parameters), 1e-6);
    }

    [Theory]
    [InlineData(5.0, 1.0, 0.2)]
    [InlineData(0.5, 1.0, 1.0)]
    [InlineData(5.0, null, 1.0)]
    public void Only_longer_gradients_are_shortened(double norm, double? most, double expected) => Assert.Equal(expected, GradientClip.Factor(norm, most), 1e-6);

    [Fact]
    public void A_gradient_that_is_no_number_shows_in_the_norm()
    {
        using var parameters = new ParameterSet([("a", [3], true)]);
        parameters.Gradient(parameters["a"])[1] = float.NaN;

        Assert.False(double.IsFinite(GradientClip.Norm(parameters)));
    }
}
