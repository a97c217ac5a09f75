namespace Retrieval.Parsing;

/// <summary>
/// Reads comma-separated values (RFC 4180; semicolons, tabs and bars are recognised). The first row is the header; each other row
/// becomes <c>header: cell; header: cell</c>. A date in a cell is no date of the document.
/// </summary>
internal static class TableReader
{
    private static readonly char[] Separators = [',', ';', '\t', '|'];

    /// <param name="text">The whole file.</param>
    /// <param name="fileName">Its name, for the title.</param>
    /// <param name="separator">What separates cells; null to find out from the first row.</param>
    /// <exception cref="DocumentFormatException">A quote is not closed, or there are too many columns or rows.</exception>
    public static ParsedDocument Read(string text, string fileName, char? separator)
    {
        var rows = new TableRows(text, separator ?? Guess(text)).Read().Where(row => row.Exists(cell => !string.IsNullOrWhiteSpace(cell))).ToList();
        var builder = new TextBuilder();
        if (rows.Count == 1)
        {
            TableText.Write(builder, null, rows);
        }
        else if (rows.Count > 1)
        {
            TableText.Write(builder, rows[0], rows.Skip(1));
        }

        return builder.Build(FrontMatter.None, fileName);
    }

    /// <summary>The separator that stands most often in the first row outside quotes; the comma when none does.</summary>
    private static char Guess(string text)
    {
        var counts = new int[Separators.Length];
        var quoted = false;
        foreach (var c in text)
        {
            quoted ^= c == '"';
            if (!quoted && c is '\n' or '\r')
            {
                break;
            }

            if (!quoted && Array.IndexOf(Separators, c) is var at and >= 0)
            {
                counts[at]++;
            }
        }

        return Separators[Array.IndexOf(counts, counts.Max())];
    }
}
