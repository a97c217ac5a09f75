namespace Retrieval.Parsing;

/// <summary>Reads plain text: paragraphs are separated by empty lines, lines that start like list items stand alone.</summary>
internal static class PlainTextReader
{
    public static ParsedDocument Read(string text, string fileName)
    {
        var builder = new TextBuilder();
        var paragraph = new List<string>();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Append(""))
        {
            if (string.IsNullOrWhiteSpace(line) || IsListItem(line))
            {
                builder.Add(BlockKind.Paragraph, string.Join(' ', paragraph));
                paragraph.Clear();
            }

            paragraph.Add(line);
        }

        builder.Add(BlockKind.Paragraph, string.Join(' ', paragraph));
        return builder.Build(FrontMatter.None with { Date = DateFinder.First(builder.Text) }, Title(text, fileName));
    }

    /// <summary>The first line is the title when an empty line follows it and it does not read as a sentence.</summary>
    private static string Title(string text, string fileName)
    {
        var lines = text.TrimStart().ReplaceLineEndings("\n").Split('\n', 3);
        var first = Whitespace.Collapse(lines[0], int.MaxValue);
        var isTitle = lines.Length > 1 && string.IsNullOrWhiteSpace(lines[1]) && first.Length is > 0 and <= 120
            && first[^1] is not ('.' or '!' or '?' or ':' or ',' or ';');
        return isTitle ? first : fileName;
    }

    private static bool IsListItem(string line)
    {
        var item = line.AsSpan().TrimStart();
        if (item.StartsWith("- ") || item.StartsWith("* ") || item.StartsWith("• "))
        {
            return true;
        }

        var digits = item.IndexOfAnyExceptInRange('0', '9');
        return digits is > 0 and <= 3 && item.Length > digits + 1 && item[digits] is '.' or ')' && item[digits + 1] == ' ';
    }
}
