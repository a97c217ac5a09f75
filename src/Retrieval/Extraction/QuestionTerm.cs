namespace Retrieval.Extraction;

/// <summary>An informative word of a question.</summary>
/// <param name="Stem">Its stem.</param>
/// <param name="Weight">How much it tells, by its rarity in general English: 0.2 to 1.2.</param>
/// <param name="IsName">Capitalised inside the question.</param>
/// <param name="IsNumber">Starts with a digit.</param>
/// <param name="Concepts">Ideas whose wording the word belongs to.</param>
internal sealed record QuestionTerm(string Stem, double Weight, bool IsName, bool IsNumber, int[] Concepts);
