using System.Text;
using Markdig;
using Markdig.Extensions.DefinitionLists;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Retrieval.Parsing;

/// <summary>Reads CommonMark with pipe tables, definition lists and front matter. Raw HTML is left out.</summary>
internal static class MarkdownReader
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseGridTables()
        .UseDefinitionLists()
        .Build();

    /// <exception cref="DocumentFormatException">Blocks are nested too deep.</exception>
    public static ParsedDocument Read(string text, string fileName)
    {
        var facts = FrontMatter.Read(text, out var body);
        var builder = new TextBuilder();
        foreach (var block in Parse(body))
        {
            Visit(block, builder, BlockKind.Paragraph, depth: 1);
        }

        var title = facts.Title ?? builder.FirstHeading ?? fileName;
        return builder.Build(facts with { Date = facts.Date ?? DateFinder.First(builder.Text) }, title);
    }

    private static MarkdownDocument Parse(string body)
    {
        try
        {
            return Markdown.Parse(body, Pipeline);
        }
        catch (ArgumentException tooDeep)
        {
            // Markdig reports its nesting limit this way and has no type of its own for it.
            throw new DocumentFormatException($"the Markdown cannot be parsed: {tooDeep.Message} Flatten nested quotes, lists and brackets.");
        }
    }

    private static void Visit(Markdig.Syntax.Block block, TextBuilder builder, BlockKind kind, int depth)
    {
        if (depth > ParsingLimits.MaxDepth)
        {
            throw new DocumentFormatException($"blocks are nested deeper than {ParsingLimits.MaxDepth} levels at line {block.Line + 1}; flatten them.");
        }

        switch (block)
        {
            case HtmlBlock or LinkReferenceDefinitionGroup or BlankLineBlock:
                break;
            case HeadingBlock heading:
                builder.Heading(heading.Level, InlineText(heading.Inline));
                break;
            case Table table:
                VisitTable(table, builder);
                break;
            case ListBlock or DefinitionList:
                builder.Group(() => VisitChildren((ContainerBlock)block, builder, BlockKind.ListItem, depth));
                break;
            case DefinitionItem item:
                builder.Add(BlockKind.ListItem, DefinitionText(item));
                break;
            case CodeBlock code:
                builder.Add(BlockKind.Code, code.Lines.ToString());
                break;
            case LeafBlock leaf:
                builder.Add(kind, InlineText(leaf.Inline));
                break;
            case ContainerBlock container:
                VisitChildren(container, builder, kind, depth);
                break;
        }
    }

    private static void VisitChildren(ContainerBlock parent, TextBuilder builder, BlockKind kind, int depth)
    {
        foreach (var child in parent)
        {
            Visit(child, builder, kind, depth + 1);
        }
    }

    private static void VisitTable(Table table, TextBuilder builder)
    {
        var rows = table.OfType<TableRow>().ToList();
        var header = rows.FirstOrDefault(row => row.IsHeader);
        TableText.Write(builder, header is null ? null : Cells(header), rows.Where(row => !row.IsHeader).Select(Cells));
    }

    private static List<string> Cells(TableRow row) =>
        row.OfType<TableCell>().Select(cell => string.Join(' ', LeafTexts(cell))).ToList();

    private static string DefinitionText(DefinitionItem item)
    {
        var terms = string.Join(", ", item.OfType<DefinitionTerm>().Select(term => InlineText(term.Inline)));
        var definitions = item.Where(child => child is not DefinitionTerm)
            .SelectMany(child => child is ContainerBlock container ? LeafTexts(container) : LeafText(child));
        return $"{terms}: {string.Join(' ', definitions)}";
    }

    private static IEnumerable<string> LeafTexts(ContainerBlock parent) =>
        parent.Descendants<LeafBlock>().SelectMany(LeafText);

    private static IEnumerable<string> LeafText(Markdig.Syntax.Block block) =>
        block is LeafBlock leaf ? [InlineText(leaf.Inline)] : [];

    private static string InlineText(ContainerInline? inlines)
    {
        var text = new StringBuilder();
        foreach (var inline in inlines?.Descendants() ?? [])
        {
            text.Append(inline switch
            {
                LiteralInline literal => literal.Content.ToString(),
                CodeInline code => code.Content,
                LineBreakInline => " ",
                AutolinkInline link => link.Url,
                HtmlEntityInline entity => entity.Transcoded.ToString(),
                _ => "",
            });
        }

        return text.ToString();
    }
}
