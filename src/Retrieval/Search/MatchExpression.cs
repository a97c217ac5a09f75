using Retrieval.Lexical;

namespace Retrieval.Search;

/// <summary>
/// Turns a question into an FTS5 MATCH expression: distinct words, each a quoted string, joined by OR. Only letters
/// and digits pass, so no operator, column filter or quote of the user's text reaches FTS5.
/// </summary>
internal static class MatchExpression
{
    /// <summary>
    /// Words of a query that are used; the first ones win. Time grows with each word, and a question has at most 60.
    /// </summary>
    public const int MaxTerms = 64;

    private const int MaxNear = 12;

    /// <summary>The expression; null when the text holds no word at all.</summary>
    public static string? From(string text)
    {
        var words = Tokenizer.Tokenize(text).Select(token => token.Text).Distinct().ToList();
        var informative = words.Where(word => !StopWords.Question.Contains(word)).ToList();
        var used = (informative.Count > 0 ? informative : words).Take(MaxTerms);
        var expression = string.Join(" OR ", used.Select(word => $"\"{word}\""));
        return expression.Length > 0 ? expression : null;
    }

    /// <summary>The words that may stand for those of a question; null when there are none.</summary>
    public static string? Near(IEnumerable<IReadOnlyDictionary<string, double>> words)
    {
        var near = words.SelectMany(word => word.OrderByDescending(w => w.Value).Skip(1).Take(MaxNear)).Select(w => w.Key).Distinct().Take(MaxTerms * 2).ToList();
        return near.Count == 0 ? null : string.Join(" OR ", near.Select(word => $"\"{word}\""));
    }
}
