using System.Net;
using System.Text.RegularExpressions;
using Generator.Composition;

namespace Generator.Documents;

/// <summary>Inline Markdown: links, strong text and code, as plain text and as HTML.</summary>
internal static partial class Inline
{
    public static string Plain(string text) =>
        Code().Replace(Strong().Replace(Link().Replace(Marks.Off(text), "$1"), "$1"), "$1");

    public static string Html(string text)
    {
        var html = WebUtility.HtmlEncode(Marks.Off(text));
        html = Link().Replace(html, "<a href=\"$2\">$1</a>");
        return Code().Replace(Strong().Replace(html, "<strong>$1</strong>"), "<code>$1</code>");
    }

    public static IReadOnlyList<string> Cells(string row) => [.. row.Trim('|', ' ').Split(" | ").Select(c => c.Trim())];

    [GeneratedRegex(@"\[([^\[\]]+)\]\(([^()]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\*\*([^*]+)\*\*")]
    private static partial Regex Strong();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
