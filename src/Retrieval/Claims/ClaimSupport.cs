using Retrieval.Documents;

namespace Retrieval.Claims;

/// <summary>Whether passages say what a claim says.</summary>
/// <param name="Probability">Calibrated probability that they do, 0 to 1.</param>
/// <param name="Passage">The passage that says it best; null when there was none to look at.</param>
/// <param name="Start">First UTF-16 character of the best sentence in the document's extracted text.</param>
/// <param name="End">The character after its last one.</param>
/// <param name="Missing">Names and numbers of the claim that the best sentence (with the titles above it) does not hold, as the claim writes them.</param>
public sealed record ClaimSupport(double Probability, Passage? Passage, int Start, int End, IReadOnlyList<string> Missing);
