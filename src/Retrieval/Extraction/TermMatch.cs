namespace Retrieval.Extraction;

/// <summary>How well a sentence holds a word of the question.</summary>
internal static class TermMatch
{
    private const int MinPrefix = 4;

    /// <summary>The word itself, by stem.</summary>
    public static bool Exact(QuestionTerm term, Candidate candidate) => candidate.StemSet.Contains(term.Stem);

    /// <summary>Another wording of the same idea.</summary>
    public static bool Concept(QuestionTerm term, Candidate candidate) => term.Concepts.Any(candidate.ConceptSet.Contains);

    /// <summary>A word of the same family: invade and invasion share most of their letters from the start.</summary>
    public static bool Family(QuestionTerm term, IEnumerable<string> stems) =>
        !term.IsNumber && term.Stem.Length >= MinPrefix && stems.Any(stem => SharesPrefix(term.Stem, stem));

    private static bool SharesPrefix(string a, string b)
    {
        var shorter = Math.Min(a.Length, b.Length);
        var common = 0;
        while (common < shorter && a[common] == b[common])
        {
            common++;
        }

        return common >= MinPrefix && common >= Math.Max(a.Length, b.Length) - 3 && common >= 0.6 * Math.Max(a.Length, b.Length);
    }
}
