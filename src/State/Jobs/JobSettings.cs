namespace State.Jobs;

/// <summary>Choices of a training; null leaves one to the recipe (<c>auto</c>).</summary>
/// <param name="Epochs">Passes over the examples, 1 to 50.</param>
/// <param name="BatchSize">Examples a step, 1 to 256.</param>
/// <param name="RateMultiplier">Multiplies the recipe's learning rate, over 0.</param>
public sealed record JobSettings(int? Epochs, int? BatchSize, double? RateMultiplier);
