using LanguageModels.Rewriting;

namespace LanguageModels.Sessions;

/// <summary>What an adapter adds to one matrix of a graph.</summary>
/// <param name="Matrix">The matrix.</param>
/// <param name="Rank">Width between the factors.</param>
/// <param name="A">[columns, rank]</param>
/// <param name="B">[rank, rows], the scale in it.</param>
internal sealed record BankPiece(AdaptedMatrix Matrix, int Rank, float[] A, float[] B);
