using Retrieval.Lexical;

namespace Retrieval.Search;

/// <summary>The words of a question that a search looks for.</summary>
internal static class SearchWords
{
    /// <summary>
    /// Words of a query that are used; the first ones win. Time grows with each word, and a question has at most 60.
    /// </summary>
    public const int MaxTerms = 64;

    private const int MaxNear = 12;

    /// <summary>The distinct words that say something; all of them where none does.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        var words = Tokenizer.Tokenize(text).Select(token => token.Text).Distinct().ToList();
        var informative = words.Where(word => !StopWords.Question.Contains(word)).ToList();
        return [.. (informative.Count > 0 ? informative : words).Take(MaxTerms)];
    }

    /// <summary>The words that may stand for those of a question.</summary>
    public static IReadOnlyList<string> Near(IEnumerable<IReadOnlyDictionary<string, double>> words) =>
        [.. words.SelectMany(word => word.OrderByDescending(w => w.Value).Skip(1).Take(MaxNear)).Select(w => w.Key).Distinct().Take(MaxTerms * 2)];
}
