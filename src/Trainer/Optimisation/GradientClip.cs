using System.Numerics.Tensors;
using Trainer.Backends;

namespace Trainer.Optimisation;

/// <summary>Bounds the length of the gradient over all trained tensors together.</summary>
public static class GradientClip
{
    private const int Block = 1 << 12;

    /// <summary>Euclidean length of all gradients: blocks in float32, their sum in double. Not finite where training has diverged.</summary>
    public static double Norm(ParameterSet parameters)
    {
        double sum = 0;
        for (long start = 0; start < parameters.TrainedLength; start += Block)
        {
            sum += TensorPrimitives.SumOfSquares<float>(parameters.Gradients(start, (int)Math.Min(Block, parameters.TrainedLength - start)));
        }

        return Math.Sqrt(sum);
    }

    /// <summary>What the gradients are to be multiplied by: min(1, most / (norm + 1e-6)).</summary>
    /// <param name="norm">As <see cref="Norm"/> gives it.</param>
    /// <param name="most">The bound; null for none.</param>
    public static double Factor(double norm, double? most) => most is { } bound ? Math.Min(1, bound / (norm + 1e-6)) : 1;
}
