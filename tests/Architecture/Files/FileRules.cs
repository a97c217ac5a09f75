using System.Text.RegularExpressions;
using Architecture.Reading;

namespace Architecture.Files;

/// <summary>What a file of source looks like. Each rule gives one sentence for each breach.</summary>
internal static partial class FileRules
{
    public const int MostLines = 350;

    private static readonly HashSet<string> EmptyWords =
        new(["Util", "Utils", "Utility", "Utilities", "Common", "Helper", "Helpers", "Manager", "Managers", "Misc"], StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Length(SourceFile file)
    {
        int lines = file.Text.AsSpan().TrimEnd().Count('\n') + 1;
        if (lines > MostLines)
        {
            yield return $"{file.Path}: {lines} lines; past {MostLines} there is a second idea in it: find it and give it a file.";
        }
    }

    /// <summary>Names that say nothing: a thing without a home has not been understood yet.</summary>
    public static IEnumerable<string> Names(SourceFile file) =>
        from segment in file.Path.Split('/')
        from Match word in Words().Matches(segment)
        where EmptyWords.Contains(word.Value)
        select $"{file.Path}: '{word.Value}' in a name says nothing; name what it does.";

    public static IEnumerable<string> PublicTypes(SourceFile file)
    {
        string[] names = [.. PublicType().Matches(file.Code).Select(match => match.Groups["name"].Value).Distinct()];
        if (names.Length > 1)
        {
            yield return $"{file.Path}: {names.Length} public types ({string.Join(", ", names)}); one a file.";
        }
        else if (names.Length == 1 && !Path.GetFileName(file.Path).StartsWith(names[0] + ".", StringComparison.Ordinal))
        {
            yield return $"{file.Path}: its public type is {names[0]}; name the file after it.";
        }
    }

    /// <summary>A suppressed warning says why, in a comment on its line or the line before.</summary>
    public static IEnumerable<string> Suppressions(SourceFile file)
    {
        foreach (Match match in Suppression().Matches(file.Code))
        {
            int line = file.LineAt(match.Index);
            string[] lines = file.Text.Split('\n');
            if (!HasReason(lines[line - 1]) && !(line > 1 && HasReason(lines[line - 2])))
            {
                yield return $"{file.Path}({line}): a warning is switched off without a reason; say why in a comment beside it.";
            }
        }
    }

    private static bool HasReason(string line) => Reason().IsMatch(line);

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z][a-z]*|[a-z]+")]
    private static partial Regex Words();

    [GeneratedRegex(@"^public\s+([a-z]+\s+)*?(class|struct|interface|enum|record(\s+(class|struct))?|delegate\s+[\w<>?,.\s]+?)\s+(?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicType();

    [GeneratedRegex(@"^[ \t]*#\s*pragma\s+warning\s+disable|\[\s*(assembly\s*:\s*)?(Unconditional)?SuppressMessage\b(?![^\]]*Justification\s*=)", RegexOptions.Multiline)]
    private static partial Regex Suppression();

    [GeneratedRegex(@"//.{10,}")]
    private static partial Regex Reason();
}
