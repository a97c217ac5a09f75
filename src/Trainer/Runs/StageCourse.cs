namespace Trainer.Runs;

/// <summary>What is settled when a stage begins and never again, so that a resumed stage has the same schedule.</summary>
/// <param name="Steps">Steps it takes.</param>
/// <param name="TokensOfStep">Tokens of a step on average, padding not counted.</param>
/// <param name="SecondsOfStep">Measured when it began; null where nothing depended on it.</param>
public sealed record StageCourse(int Steps, double TokensOfStep, double? SecondsOfStep);
