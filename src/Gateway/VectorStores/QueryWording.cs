using System.Text.RegularExpressions;

namespace Gateway.VectorStores;

/// <summary>Rewrites a question for searching (<c>rewrite_query</c>): politeness and white space say nothing about what is looked for.</summary>
internal static partial class QueryWording
{
    /// <summary>The shorter question; the same where nothing would be left.</summary>
    public static string Shorten(string query)
    {
        var shorter = Blanks().Replace(Politeness().Replace(query, " "), " ").Trim(' ', ',');
        return shorter.Length > 0 ? shorter : query;
    }

    [GeneratedRegex(@"\b(?:please|kindly|hello|hi there|thanks|thank you|can you (?:please )?tell me|could you (?:please )?tell me|i would like to know|i want to know|do you know)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Politeness();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
