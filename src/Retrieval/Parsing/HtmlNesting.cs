using System.Collections.Frozen;

namespace Retrieval.Parsing;

/// <summary>
/// Refuses hostile nesting before the parser sees it: the tree builder searches its open elements at each tag, so
/// 100,000 open <c>div</c>s cost it minutes. One pass over the tags, linear in the text.
/// </summary>
internal static class HtmlNesting
{
    // Above the depth that is refused afterwards in the tree, because tags that authors forgot to close count here too.
    private const int MaxOpen = 4 * ParsingLimits.MaxDepth;
    private const int MaxNameLength = 12;

    /// <summary>Elements without an end tag, or whose end the parser supplies before the next of their kind.</summary>
    private static readonly FrozenSet<string> NeverNested = FrozenSet.ToFrozenSet(
        ("area base br col embed hr img input link meta param source track wbr p li dt dd td th tr tbody thead tfoot option "
        + "optgroup html head body colgroup rt rp").Split(' '),
        StringComparer.OrdinalIgnoreCase);

    /// <exception cref="DocumentFormatException">More elements are open at once than any real page has.</exception>
    public static void Check(string text)
    {
        var open = 0;
        for (var at = text.IndexOf('<', StringComparison.Ordinal); at >= 0; at = text.IndexOf('<', at + 1))
        {
            var closing = at + 1 < text.Length && text[at + 1] == '/';
            var name = Name(text.AsSpan(at + (closing ? 2 : 1)));
            if (name.Length == 0 || NeverNested.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name))
            {
                continue;
            }

            open = closing ? Math.Max(0, open - 1) : open + 1;
            if (open > MaxOpen)
            {
                throw new DocumentFormatException($"more than {MaxOpen} elements are nested or never closed at character {at}; flatten the page.");
            }
        }
    }

    private static ReadOnlySpan<char> Name(ReadOnlySpan<char> tag)
    {
        var length = 0;
        while (length < Math.Min(tag.Length, MaxNameLength) && char.IsAsciiLetterOrDigit(tag[length]))
        {
            length++;
        }

        return length > 0 && char.IsAsciiLetter(tag[0]) ? tag[..length] : [];
    }
}
