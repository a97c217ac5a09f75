using System.Text.RegularExpressions;

namespace Retrieval.Aliases;

/// <summary>Finds where a text says that a thing goes by another name.</summary>
internal static partial class AliasReader
{
    /// <summary>The full name that the text gives for a name; null when it gives none.</summary>
    /// <param name="text">Text of a passage, a table row a line (<c>header: cell; header: cell</c>).</param>
    /// <param name="name">The name as the question writes it, without its article.</param>
    public static string? FullName(string text, string name) =>
        text.Contains(name, StringComparison.OrdinalIgnoreCase)
            ? text.Split('\n').Select(line => Row(line, name) ?? Sentence(line, name)).FirstOrDefault(found => found is not null)
            : null;

    private static string? Row(string line, string name)
    {
        var cells = line.Split("; ").Select(cell => cell.Split(": ", 2)).ToList();
        if (cells.Count < 2 || cells.Exists(cell => cell.Length < 2))
        {
            return null;
        }

        var alias = cells.FindIndex(cell => AliasHeader().IsMatch(cell[0]) && Bare(cell[1]).Equals(name, StringComparison.OrdinalIgnoreCase));
        return alias < 0 ? null : cells.Where((cell, i) => i != alias && Name().IsMatch(cell[1])).Select(cell => Bare(cell[1])).FirstOrDefault();
    }

    private static string? Sentence(string line, string name)
    {
        foreach (var match in Called().Matches(line).Concat(Bracketed().Matches(line)))
        {
            if (Bare(match.Groups["alias"].Value).Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return Bare(match.Groups["full"].Value);
            }
        }

        return null;
    }

    private static string Bare(string name) => Article().Replace(name.Trim(), "").TrimEnd('.', ',');

    private const string NamePattern = @"\p{Lu}[\p{L}\p{Nd}-]*(?: \p{Lu}[\p{L}\p{Nd}-]*){0,6}";

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    [GeneratedRegex("^(?:nick ?name|alias|short name|other name|also (?:called|known as)|known as|called|abbreviation|acronym|short form)", RegexOptions.IgnoreCase | Options)]
    private static partial Regex AliasHeader();

    [GeneratedRegex($"^(?:[Tt]he )?{NamePattern}$", Options)]
    private static partial Regex Name();

    [GeneratedRegex($"(?<full>{NamePattern})(?:,| is| are)?(?: also| often| usually| commonly)? (?:known (?:to all )?as|called|nicknamed) (?:[Tt]he )?[\"“]?(?<alias>{NamePattern})", Options)]
    private static partial Regex Called();

    [GeneratedRegex($"(?<full>{NamePattern}) \\((?:[Tt]he )?[\"“]?(?<alias>{NamePattern})[\"”]?\\)", Options)]
    private static partial Regex Bracketed();

    [GeneratedRegex("^(?:the|a|an) ", RegexOptions.IgnoreCase | Options)]
    private static partial Regex Article();
}
