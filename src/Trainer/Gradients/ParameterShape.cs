namespace Trainer.Gradients;

/// <summary>A tensor that a graph may use.</summary>
/// <param name="Shape">Row-major.</param>
/// <param name="IsTrained">Whether its gradient is wanted.</param>
internal readonly record struct ParameterShape(long[] Shape, bool IsTrained);
