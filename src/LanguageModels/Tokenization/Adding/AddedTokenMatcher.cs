using LanguageModels.Tokenization.Texts;

namespace LanguageModels.Tokenization.Adding;

/// <summary>Finds added tokens in a text: leftmost first, of those the longest.</summary>
internal sealed class AddedTokenMatcher
{
    private readonly PieceTrie _trie = new();
    private readonly Dictionary<int, AddedToken> _tokens = [];
    private readonly bool[] _asciiStarts = new bool[128];
    private readonly bool _hasOtherStarts;

    /// <param name="tokens">What to look for, each with its spelling in the text that is searched.</param>
    internal AddedTokenMatcher(IEnumerable<(AddedToken Token, string Spelling)> tokens)
    {
        foreach (var (token, spelling) in tokens.Where(entry => entry.Spelling.Length > 0))
        {
            _tokens[token.Id] = token;
            var points = CodePoints.Of(spelling);
            _trie.Add(points, token.Id);
            _hasOtherStarts |= points[0] >= 128;
            if (points[0] < 128)
            {
                _asciiStarts[points[0]] = true;
            }
        }
    }

    internal bool IsEmpty => _tokens.Count == 0;

    /// <summary>Adds the matches; positions count from the start of the span.</summary>
    /// <param name="text">Where to look.</param>
    /// <param name="parseSpecialTokens">Whether special tokens count; otherwise they stay text.</param>
    /// <param name="matches">Where they go.</param>
    internal void Find(ReadOnlySpan<int> text, bool parseSpecialTokens, List<(int Start, int End, int Id)> matches)
    {
        var free = 0;
        for (var at = NextStart(text, 0); at < text.Length;)
        {
            var id = LongestAt(text, at, out var end);
            if (id < 0)
            {
                at = NextStart(text, at + 1);
                continue;
            }

            if (Accept(text, at, end, id, free, parseSpecialTokens) is { } match)
            {
                matches.Add(match);
                free = match.End;
            }

            at = NextStart(text, Math.Max(end, free));
        }
    }

    private int NextStart(ReadOnlySpan<int> text, int at)
    {
        while (at < text.Length && !(text[at] < 128 ? _asciiStarts[text[at]] : _hasOtherStarts))
        {
            at++;
        }

        return at;
    }

    private int LongestAt(ReadOnlySpan<int> text, int at, out int end)
    {
        var (node, id) = (PieceTrie.Root, -1);
        end = at;
        for (var i = at; i < text.Length && (node = _trie.Next(node, text[i])) >= 0; i++)
        {
            if (_trie.IdAt(node) is var found and >= 0)
            {
                (id, end) = (found, i + 1);
            }
        }

        return id;
    }

    private (int Start, int End, int Id)? Accept(ReadOnlySpan<int> text, int start, int end, int id, int free, bool parseSpecialTokens)
    {
        var token = _tokens[id];
        if ((token.IsSpecial && !parseSpecialTokens) || (token.SingleWord && TouchesWord(text, start, end)))
        {
            return null;
        }

        while (token.StripLeft && start > free && CharacterClasses.Is(text[start - 1], CharacterClasses.Space))
        {
            start--;
        }

        while (token.StripRight && end < text.Length && CharacterClasses.Is(text[end], CharacterClasses.Space))
        {
            end++;
        }

        return (start, end, id);
    }

    private static bool TouchesWord(ReadOnlySpan<int> text, int start, int end) =>
        (start > 0 && CharacterClasses.Is(text[start - 1], CharacterClasses.Word)) || (end < text.Length && CharacterClasses.Is(text[end], CharacterClasses.Word));
}
