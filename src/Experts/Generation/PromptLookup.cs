namespace Experts.Generation;

/// <summary>
/// Guesses that a text goes on as it did after the same few tokens before (prompt lookup, Saxena 2023; n-gram speculation). Pure.
/// </summary>
internal static class PromptLookup
{
    private const int ShortestMatch = 2;
    private const int LongestMatch = 32;

    /// <summary>
    /// The tokens after the earlier place with the longest match of the text's end, the latest of equal ones; empty when there is none. The
    /// longer the match, the more of them: two of the end's tokens often agree by chance, eight hardly.
    /// </summary>
    public static ReadOnlySpan<int> Guess(ReadOnlySpan<int> tokens, int most)
    {
        if (most <= 0 || tokens.Length <= ShortestMatch)
        {
            return [];
        }

        var (best, longest) = (0, 0);
        var left = tokens[..^1]; // Without the last token, so that the text's end does not find itself.
        while (longest < LongestMatch && left.LastIndexOf(tokens[^ShortestMatch..]) is var at and >= 0)
        {
            var after = at + ShortestMatch;
            var match = Match(tokens, after);
            (best, longest) = match > longest ? (after, match) : (best, longest);
            left = left[..(at + 1)];
        }

        return longest == 0 ? [] : tokens[best..][..Math.Min(Math.Min(most, 2 * longest), tokens.Length - best)];
    }

    /// <summary>How many tokens before a place are those at the text's end.</summary>
    private static int Match(ReadOnlySpan<int> tokens, int place)
    {
        var match = 0;
        while (match < LongestMatch && match < place && tokens[place - 1 - match] == tokens[^(1 + match)])
        {
            match++;
        }

        return match;
    }
}
