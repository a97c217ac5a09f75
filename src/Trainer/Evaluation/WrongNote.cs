namespace Trainer.Evaluation;

/// <summary>A wrong note of the test, for people who look for its cause.</summary>
/// <param name="Stratum">Of the question.</param>
/// <param name="Question">As it was asked.</param>
/// <param name="Expected">The answer; null where there is none.</param>
/// <param name="Note">What the combined choice said.</param>
/// <param name="Origin">Which witness said so.</param>
/// <param name="Confidence">By the gate.</param>
/// <param name="IsGiven">Whether the gate would have given it.</param>
internal sealed record WrongNote(string Stratum, string Question, string? Expected, string Note, string Origin, double Confidence, bool IsGiven);
