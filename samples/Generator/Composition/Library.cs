namespace Generator.Composition;

/// <summary>
/// Every article of the content folder: those written out whole, and the product sheets, each made of a profile
/// (what is particular to the product) and one of the layouts.
/// </summary>
internal static class Library
{
    public static IReadOnlyList<(Article Article, Scope Scope)> Read(string content) =>
    [
        .. Files(content, "articles").Select(Article.Read).Select(a => (a, Plain(a))),
        .. Files(content, "profiles").SelectMany(f => Sheets(f, content)),
    ];

    private static Scope Plain(Article article) =>
        new(article.Path, article.Before, null, new Dictionary<string, string>());

    private static IEnumerable<string> Files(string content, string folder) =>
        Directory.EnumerateFiles(Path.Combine(content, folder), "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    private static IEnumerable<(Article, Scope)> Sheets(string file, string content) =>
        File.ReadAllText(file).ReplaceLineEndings("\n").Split("\n# ").Skip(1).Select(text => Sheet(text, content));

    /// <summary>A profile is its product's name, then <c>key: text</c> lines.</summary>
    private static (Article, Scope) Sheet(string text, string content)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var keys = lines[1..].Select(l => l.Split(": ", 2)).ToDictionary(p => p[0], p => p[1].Trim());
        var layout = File.ReadAllText(Path.Combine(content, "layouts", keys["layout"] + ".md")).ReplaceLineEndings("\n");
        var article = new Article(keys["path"], keys.GetValueOrDefault("title") ?? lines[0], keys["date"], keys["version"],
            keys.GetValueOrDefault("supersedes"), keys.GetValueOrDefault("state") == "before", layout, []);
        return (article, new(article.Path, article.Before, lines[0], keys));
    }
}
