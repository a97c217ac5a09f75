namespace Retrieval.Extraction;

/// <summary>A sentence with the place it was taken from.</summary>
/// <param name="PassageIndex">Index into the passages that the answer was made from.</param>
/// <param name="Start">First UTF-16 character in the document's extracted text.</param>
/// <param name="End">The character after the last one.</param>
/// <param name="Text">The sentence as it stands in the document.</param>
/// <param name="Score">Selection score, higher is better; comparable only within one answer.</param>
public sealed record CitedSentence(int PassageIndex, int Start, int End, string Text, double Score);
