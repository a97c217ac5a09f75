namespace Retrieval.Domains;

/// <summary>How far a question belongs to a domain, and why.</summary>
/// <param name="Domain">The domain's name.</param>
/// <param name="Probability">Calibrated probability, 0 to 1, that the domain's documents are about the question.</param>
/// <param name="RawScore">The value before calibration: log-odds, higher is more likely.</param>
/// <param name="TopTerms">The question's words that counted most, strongest first, at most eight.</param>
public sealed record DomainScore(
    string Domain,
    double Probability,
    double RawScore,
    IReadOnlyList<TermWeight> TopTerms);
