using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Retrieval.Parsing;

/// <summary>Reads the visible text of an HTML page: headings, paragraphs, lists, definition lists and tables.</summary>
internal static class HtmlReader
{
    private static readonly string[] Dropped =
        ["SCRIPT", "STYLE", "TEMPLATE", "NOSCRIPT", "NAV", "IFRAME", "OBJECT", "SVG", "CANVAS", "FORM", "BUTTON", "SELECT"];

    private static readonly string[] Containers =
    [
        "BODY", "MAIN", "ARTICLE", "SECTION", "DIV", "HEADER", "FOOTER", "ASIDE", "BLOCKQUOTE", "FIGURE", "DETAILS", "UL",
        "OL", "DL", "TABLE", "P", "PRE", "H1", "H2", "H3", "H4", "H5", "H6", "ADDRESS", "FIGCAPTION", "SUMMARY", "HR",
    ];

    /// <exception cref="DocumentFormatException">Elements are nested too deep.</exception>
    public static ParsedDocument Read(string text, string fileName)
    {
        HtmlNesting.Check(text);
        using var page = new HtmlParser().ParseDocument(text);
        CheckDepth(page);
        var builder = new TextBuilder();
        if (page.Body is { } body)
        {
            VisitChildren(body, builder);
        }

        var facts = Meta(page);
        var title = Title(page) ?? facts.Title ?? builder.FirstHeading ?? fileName;
        return builder.Build(facts with { Date = facts.Date ?? DateFinder.First(builder.Text) }, title);
    }

    private static string? Title(IHtmlDocument page) =>
        Whitespace.Collapse(page.Title ?? "", ParsingLimits.MaxTitleLength) is { Length: > 0 } title ? title : null;

    private static FrontMatter Meta(IHtmlDocument page)
    {
        var facts = FrontMatter.None;
        foreach (var meta in page.QuerySelectorAll("meta[name][content]"))
        {
            facts = facts.With(meta.GetAttribute("name") ?? "", meta.GetAttribute("content") ?? "");
        }

        return facts;
    }

    /// <summary>Without recursion, so that a page of nested elements cannot exhaust the stack before it is refused.</summary>
    private static void CheckDepth(INode root)
    {
        var open = new Stack<(INode Node, int Depth)>([(root, 0)]);
        while (open.TryPop(out var next))
        {
            if (next.Depth > ParsingLimits.MaxDepth)
            {
                throw new DocumentFormatException($"elements are nested deeper than {ParsingLimits.MaxDepth} levels; flatten the page.");
            }

            foreach (var child in next.Node.ChildNodes)
            {
                open.Push((child, next.Depth + 1));
            }
        }
    }

    private static void VisitChildren(IElement parent, TextBuilder builder)
    {
        var inline = new StringBuilder();
        foreach (var node in parent.ChildNodes)
        {
            if (node is IElement element && IsContainer(element))
            {
                Flush(inline, builder);
                Visit(element, builder);
            }
            else
            {
                AppendInline(node, inline);
            }
        }

        Flush(inline, builder);
    }

    private static bool IsContainer(IElement element) =>
        Containers.Contains(element.TagName) || element.Children.Any(child => !Dropped.Contains(child.TagName) && IsContainer(child));

    private static void Visit(IElement element, TextBuilder builder)
    {
        switch (element.TagName)
        {
            case "H1" or "H2" or "H3" or "H4" or "H5" or "H6":
                builder.Heading(element.TagName[1] - '0', InlineText(element));
                break;
            case "UL" or "OL":
                builder.Group(() => VisitItems(element, builder));
                break;
            case "DL":
                builder.Group(() => VisitDefinitions(element, builder));
                break;
            case "TABLE":
                VisitTable((IHtmlTableElement)element, builder);
                break;
            case "PRE":
                builder.Add(BlockKind.Code, element.TextContent);
                break;
            default:
                if (!Dropped.Contains(element.TagName))
                {
                    VisitChildren(element, builder);
                }

                break;
        }
    }

    private static void VisitItems(IElement list, TextBuilder builder)
    {
        foreach (var item in list.Children)
        {
            var nested = item.Children.Where(child => child.TagName is "UL" or "OL").ToList();
            var text = new StringBuilder();
            foreach (var node in item.ChildNodes.Where(node => !nested.Contains(node)))
            {
                AppendInline(node, text);
            }

            builder.Add(BlockKind.ListItem, text.ToString());
            nested.ForEach(child => VisitItems(child, builder));
        }
    }

    private static void VisitDefinitions(IElement list, TextBuilder builder)
    {
        var term = "";
        foreach (var item in list.QuerySelectorAll("dt, dd"))
        {
            if (item.TagName == "DT")
            {
                term = InlineText(item).Trim();
            }
            else
            {
                builder.Add(BlockKind.ListItem, $"{term}: {InlineText(item).Trim()}");
            }
        }
    }

    private static void VisitTable(IHtmlTableElement table, TextBuilder builder)
    {
        var rows = table.Rows.ToList();
        var headed = rows.Count > 1 && (rows[0].ParentElement is { TagName: "THEAD" } || rows[0].Cells.All(cell => cell.TagName == "TH"));
        TableText.Write(builder, headed ? Cells(rows[0]) : null, rows.Skip(headed ? 1 : 0).Select(Cells));
    }

    private static List<string> Cells(IHtmlTableRowElement row) =>
        row.Cells.Select(cell => Whitespace.Collapse(InlineText(cell), int.MaxValue)).ToList();

    private static string InlineText(IElement element)
    {
        var text = new StringBuilder();
        AppendInline(element, text);
        return text.ToString();
    }

    private static void AppendInline(INode node, StringBuilder text)
    {
        if (node is IText words)
        {
            text.Append(words.Data);
        }
        else if (node is IElement { TagName: "BR" })
        {
            text.Append(' ');
        }
        else if (node is IElement element && !Dropped.Contains(element.TagName))
        {
            var blank = Containers.Contains(element.TagName) || element.TagName is "LI" or "TR" or "TD" or "TH" ? " " : "";
            text.Append(blank);
            foreach (var child in element.ChildNodes)
            {
                AppendInline(child, text);
            }

            text.Append(blank);
        }
    }

    private static void Flush(StringBuilder inline, TextBuilder builder)
    {
        builder.Add(BlockKind.Paragraph, inline.ToString());
        inline.Clear();
    }
}
