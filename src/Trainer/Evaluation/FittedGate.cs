using System.Collections.Immutable;
using Experts.Notes;

namespace Trainer.Evaluation;

/// <summary>A gate with what is known of it.</summary>
/// <param name="Gate">Weights and default threshold.</param>
/// <param name="Basis">What it was fitted on.</param>
/// <param name="CrossValidated">Of the questions it was fitted on, by gates that had not seen them; null where it could not be fitted.</param>
/// <param name="Remarks">What an operator should know.</param>
internal sealed record FittedGate(NoteGate Gate, string Basis, Calibration? CrossValidated, ImmutableArray<string> Remarks);
