namespace Retrieval.Domains;

/// <summary>A word's part in a domain score.</summary>
/// <param name="Term">The word's stem, lower case.</param>
/// <param name="Weight">Positive: speaks for the domain; negative: the domain does not know the word.</param>
public readonly record struct TermWeight(string Term, double Weight);
