namespace Trainer.Runs;

/// <summary>What a stage would come to.</summary>
/// <param name="Name">The stage.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Steps">Steps.</param>
/// <param name="TokensOfStep">Tokens of a step on average, padding not counted.</param>
/// <param name="TokensPerSecond">Measured.</param>
public sealed record StageForecast(string Name, string Purpose, int Steps, double TokensOfStep, double TokensPerSecond)
{
    /// <summary>Steps times tokens by speed.</summary>
    public TimeSpan Time => TokensPerSecond > 0 ? TimeSpan.FromSeconds(Steps * TokensOfStep / TokensPerSecond) : TimeSpan.Zero;
}
