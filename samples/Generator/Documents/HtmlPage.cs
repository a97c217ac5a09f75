using System.Net;
using System.Text;
using Generator.Composition;

namespace Generator.Documents;

/// <summary>Writes a composed article as the page that the intranet would serve, navigation and footer included.</summary>
internal static class HtmlPage
{
    public static string Write(Article article, IReadOnlyList<Block> blocks)
    {
        var page = new StringBuilder(Head(article));
        var open = "";
        foreach (var block in blocks)
        {
            open = Switch(page, open, Container(block.Kind));
            page.Append(Element(block)).Append('\n');
        }
        Switch(page, open, "");
        return page.Append(Foot(article)).ToString();
    }

    private static string Head(Article a) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>{WebUtility.HtmlEncode(a.Title)}</title>
        <meta name="date" content="{a.Date}">
        <meta name="version" content="{a.Version}">
        {(a.Supersedes is null ? "" : $"<meta name=\"supersedes\" content=\"{a.Supersedes}\">\n")}</head>
        <body>
        <nav><a href="/">Intranet</a> <a href="/handbook/">Handbook</a> <a href="/search">Search</a></nav>
        <main>

        """;

    private static string Foot(Article a) =>
        $"</main>\n<footer><p>Merrow and Vane Mutual, internal. Version {a.Version} of {a.Date}.</p></footer>\n</body>\n</html>\n";

    private static string Container(BlockKind kind) => kind switch
    {
        BlockKind.Bullet => "ul",
        BlockKind.Step => "ol",
        BlockKind.HeaderRow or BlockKind.Row => "table",
        BlockKind.Term or BlockKind.Definition => "dl",
        _ => "",
    };

    private static string Switch(StringBuilder page, string open, string wanted)
    {
        if (open == wanted)
            return open;
        if (open.Length > 0)
            page.Append($"</{open}>\n");
        if (wanted.Length > 0)
            page.Append($"<{wanted}>\n");
        return wanted;
    }

    private static string Element(Block block) => block.Kind switch
    {
        BlockKind.Heading => $"<h{block.Level}>{Inline.Html(block.Text)}</h{block.Level}>",
        BlockKind.Bullet or BlockKind.Step => $"<li>{Inline.Html(block.Text)}</li>",
        BlockKind.HeaderRow => Row(block.Text, "th"),
        BlockKind.Row => Row(block.Text, "td"),
        BlockKind.Term => $"<dt>{Inline.Html(block.Text)}</dt>",
        BlockKind.Definition => $"<dd>{Inline.Html(block.Text)}</dd>",
        _ => $"<p>{Inline.Html(block.Text)}</p>",
    };

    private static string Row(string text, string tag) =>
        "<tr>" + string.Concat(Inline.Cells(text).Select(c => $"<{tag}>{Inline.Html(c)}</{tag}>")) + "</tr>";
}
