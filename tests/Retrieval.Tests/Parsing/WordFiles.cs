using System.IO.Compression;
using System.Text;

namespace Retrieval.Tests.Parsing;

/// <summary>DOCX files, part by part.</summary>
internal static class WordFiles
{
    public const string Styles = """
        <w:styles xmlns:w="w"><w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
        <w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style></w:styles>
        """;

    public static byte[] Of(string body, string? styles = Styles, params (string Name, string Text)[] more)
    {
        var parts = new List<(string, byte[])> { ("word/document.xml", Encoding.UTF8.GetBytes($"<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>")) };
        if (styles is not null)
        {
            parts.Add(("word/styles.xml", Encoding.UTF8.GetBytes(styles)));
        }

        parts.AddRange(more.Select(part => (part.Name, Encoding.UTF8.GetBytes(part.Text))));
        return Zip(parts);
    }

    public static byte[] Zip(IEnumerable<(string Name, byte[] Bytes)> parts)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in parts)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.SmallestSize).Open();
                entry.Write(bytes);
            }
        }

        return file.ToArray();
    }

    public static string P(string text, string? style = null, string properties = "") =>
        $"<w:p><w:pPr>{(style is null ? "" : $"<w:pStyle w:val=\"{style}\"/>")}{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>";

    public static string Row(params string[] cells) => $"<w:tr>{string.Concat(cells.Select(cell => $"<w:tc>{P(cell)}</w:tc>"))}</w:tr>";
}
