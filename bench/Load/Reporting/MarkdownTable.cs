using System.Text;

namespace Load.Reporting;

/// <summary>Rows in Markdown.</summary>
internal static class MarkdownTable
{
    /// <summary>Appends a table; each row has as many cells as there are columns.</summary>
    public static void Append(StringBuilder text, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        text.Append("| ").AppendJoin(" | ", columns).Append(" |\n");
        text.Append('|').Insert(text.Length, "---|", columns.Count).Append('\n');
        foreach (IReadOnlyList<string> row in rows)
        {
            text.Append("| ").AppendJoin(" | ", row).Append(" |\n");
        }

        text.Append('\n');
    }
}
