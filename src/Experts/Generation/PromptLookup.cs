namespace Experts.Generation;

/// <summary>
/// Guesses that a text goes on as it did after the same few tokens before (prompt lookup, Saxena 2023; n-gram speculation). Pure.
/// </summary>
internal static class PromptLookup
{
    private const int LongestMatch = 4;
    private const int ShortestMatch = 2;

    /// <summary>The tokens after the latest earlier place with the longest match of the text's end; empty when there is none.</summary>
    public static ReadOnlySpan<int> Guess(ReadOnlySpan<int> tokens, int most)
    {
        for (var match = LongestMatch; match >= ShortestMatch && most > 0; match--)
        {
            if (tokens.Length <= match)
            {
                continue;
            }

            // Without the last token, so that the text's end does not find itself.
            var at = tokens[..^1].LastIndexOf(tokens[^match..]);
            if (at >= 0)
            {
                var after = tokens[(at + match)..];
                return after[..Math.Min(most, after.Length)];
            }
        }

        return [];
    }
}
