using Retrieval.Documents;

namespace Gateway.VectorStores;

/// <summary>A passage with a score between 0 and 1, as OpenAI's clients expect it.</summary>
/// <param name="Passage">What was found.</param>
/// <param name="Score">
/// The best passage of a search has 1 / (1 + e^-s) of its own score s; the others e^(s - best) of that. So it falls with the
/// distance to the best one; it is comparable within one search, and no probability.
/// </param>
internal sealed record SearchedPassage(Passage Passage, double Score)
{
    /// <summary>The passages of one search.</summary>
    public static IEnumerable<SearchedPassage> Of(IReadOnlyList<Passage> passages)
    {
        if (passages.Count == 0)
        {
            return [];
        }

        var best = passages.Max(passage => passage.Score);
        var top = 1 / (1 + Math.Exp(-best));
        return passages.Select(passage => new SearchedPassage(passage, top * Math.Exp(passage.Score - best)));
    }
}
