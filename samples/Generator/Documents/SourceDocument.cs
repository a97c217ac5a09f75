using Generator.Composition;

namespace Generator.Documents;

/// <summary>A finished document: its path below the documents folder, its blocks, and the bytes as text.</summary>
internal sealed record SourceDocument(Article Article, IReadOnlyList<Block> Blocks, string Text)
{
    public string Path => Article.Path;

    public static SourceDocument From(Article article, string composed)
    {
        var blocks = Documents.Blocks.Read(composed);
        return new(article, blocks, IsHtml(article) ? HtmlPage.Write(article, blocks) : Markdown(article, composed));
    }

    private static bool IsHtml(Article article) => article.Path.EndsWith(".html", StringComparison.Ordinal);

    private static string Markdown(Article a, string composed) =>
        $"---\ntitle: \"{a.Title}\"\ndate: {a.Date}\nversion: \"{a.Version}\"\n"
        + (a.Supersedes is null ? "" : $"supersedes: {a.Supersedes}\n") + $"---\n\n{Marks.Off(composed)}";
}
