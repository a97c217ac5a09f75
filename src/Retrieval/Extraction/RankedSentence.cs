namespace Retrieval.Extraction;

/// <summary>A candidate with its features and their weighted sum.</summary>
internal sealed record RankedSentence(Candidate Candidate, double[] Features, double Score);
