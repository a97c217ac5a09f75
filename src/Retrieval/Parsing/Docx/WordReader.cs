using System.Xml;

namespace Retrieval.Parsing.Docx;

/// <summary>
/// Reads DOCX (ECMA-376 part 1, WordprocessingML): titles, headings, lists, tables with their headers, footnotes, and page numbers
/// where the program that wrote the file noted its page breaks. Text that was deleted under revision, or is hidden, is left out.
/// </summary>
internal static class WordReader
{
    private const string MainPart = "word/document.xml";

    /// <exception cref="DocumentFormatException">No DOCX, encrypted, damaged, or beyond a limit.</exception>
    public static ParsedDocument Read(ReadOnlyMemory<byte> bytes, string fileName)
    {
        using var package = WordPackage.Open(bytes);
        var styles = package.Read("word/styles.xml", WordStyles.Read) ?? new WordStyles();
        var facts = package.Read("docProps/core.xml", CoreProperties) ?? FrontMatter.None;
        var builder = new TextBuilder();
        var body = package.Read(MainPart, xml => new WordBody(xml, styles, builder).Write())
            ?? throw new DocumentFormatException($"expected a part {MainPart}, found none; is this a DOCX file?");
        package.Read("word/footnotes.xml", xml => new WordBody(xml, styles, builder).Write());
        package.Read("word/endnotes.xml", xml => new WordBody(xml, styles, builder).Write());
        var title = facts.Title ?? body.Title ?? builder.FirstHeading ?? fileName;
        return builder.Build(facts with { Date = DateFinder.First(builder.Text) ?? facts.Date }, title);
    }

    /// <summary>Title and the day of the last change (Dublin Core), the latter for documents that name no date.</summary>
    private static FrontMatter CoreProperties(XmlReader xml)
    {
        var facts = FrontMatter.None;
        while (xml.Advance())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "title" or "modified" or "version", IsEmptyElement: false })
            {
                var name = xml.LocalName;
                var value = xml.Advance() && xml.NodeType == XmlNodeType.Text ? xml.Value : "";
                facts = name == "modified" ? facts.With("date", value.Split('T')[0]) : facts.With(name, value);
            }
        }

        return facts;
    }
}
