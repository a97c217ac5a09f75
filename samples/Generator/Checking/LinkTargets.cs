using System.Text.RegularExpressions;
using Generator.Documents;

namespace Generator.Checking;

/// <summary>Relative links between documents must lead somewhere.</summary>
internal static partial class LinkTargets
{
    public static IEnumerable<string> Broken(SourceDocument document, IReadOnlySet<string> paths) =>
        document.Blocks.SelectMany(b => Link().Matches(b.Text)).Select(m => m.Groups[1].Value)
            .Where(target => !paths.Contains(Resolve(document.Path, target)))
            .Select(target => $"{document.Path}: the link to {target} leads nowhere");

    private static string Resolve(string from, string target)
    {
        var parts = from.Split('/')[..^1].ToList();
        foreach (var part in target.Split('/'))
        {
            if (part == "..")
                parts.RemoveAt(parts.Count - 1);
            else
                parts.Add(part);
        }
        return string.Join('/', parts);
    }

    [GeneratedRegex(@"[^\]]\]\(([^()]+)\)")]
    private static partial Regex Link();
}
