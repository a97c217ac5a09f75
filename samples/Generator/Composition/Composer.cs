using System.Text;
using System.Text.RegularExpressions;
using Generator.World;

namespace Generator.Composition;

/// <summary>
/// Carries out the directives of an article, line by line. What comes out is Markdown in which every fact is marked:
/// <c>[[id=value]]</c>, or <c>[[id!=value]]</c> where the value is the replaced one. The directives are listed in
/// the README of the samples.
/// </summary>
internal sealed partial class Composer(FactBook facts, PhraseBook phrases)
{
    public string Compose(Article article, Scope scope)
    {
        var run = new Run(facts, phrases, scope);
        var text = new StringBuilder();
        foreach (var line in article.Body.Split('\n'))
        {
            if (run.Line(line) is { } result)
                text.Append(result).Append('\n');
        }
        return Tidy(text.ToString());
    }

    /// <summary>Takes out headings under which nothing came out, and runs of blank lines.</summary>
    private static string Tidy(string text)
    {
        var filled = EmptySection().Replace(text, "");
        return BlankRuns().Replace(filled, "\n\n").Trim() + "\n";
    }

    [GeneratedRegex(@"^(#+) [^\n]*\n\s*(?=^(?!\1#)#|\z)", RegexOptions.Multiline)]
    private static partial Regex EmptySection();

    [GeneratedRegex("\n{3,}")]
    private static partial Regex BlankRuns();
}
