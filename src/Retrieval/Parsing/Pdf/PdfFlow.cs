using System.Text;
using System.Text.RegularExpressions;

namespace Retrieval.Parsing.Pdf;

/// <summary>Joins the lines of a page to paragraphs, list items, tables and columns.</summary>
internal sealed partial class PdfFlow(TextBuilder builder, double bodySize)
{
    /// <summary>Distance of baselines, in letter sizes, from which a new paragraph begins; lines are set 1.0 to 1.4 apart.</summary>
    private const double ParagraphGap = 1.75;

    /// <summary>Characters of a cell from which it is a column of prose and no cell of a table.</summary>
    private const int ProseCell = 28;

    private readonly List<PdfLine> _block = [];
    private bool _inCells;

    public void Heading(int level, PdfLine line)
    {
        End();
        builder.Heading(level, line.Text);
    }

    public void Add(PdfLine line)
    {
        var isCells = line.Cells.Count > 1;
        if (_block.Count > 0 && (isCells != _inCells || IsApart(_block[^1], line) || (!isCells && Item().IsMatch(line.Text))))
        {
            End();
        }

        _inCells = isCells;
        _block.Add(line);
    }

    /// <summary>Writes what is open.</summary>
    public void End()
    {
        if (_block.Count == 0)
        {
            return;
        }

        if (!_inCells)
        {
            WriteProse(_block.Select(line => line.Text));
        }
        else if (IsProse(_block))
        {
            WriteColumns();
        }
        else
        {
            WriteTable();
        }

        _block.Clear();
    }

    private bool IsApart(PdfLine above, PdfLine below)
    {
        var size = Math.Max(Math.Max(above.Size, below.Size), bodySize);
        var limit = _inCells ? 2 * ParagraphGap : ParagraphGap; // Rows of tables have more space between them.
        return above.Baseline - below.Baseline > limit * size || Math.Abs(above.Size - below.Size) > 0.2 * size;
    }

    /// <summary>Columns of prose run in parallel for several lines and fill their width.</summary>
    private static bool IsProse(List<PdfLine> block) =>
        block.Count >= 3 && block.Average(line => line.Cells.Average(cell => cell.Text.Length)) >= ProseCell;

    private void WriteColumns()
    {
        var starts = Starts();
        for (var column = 0; column < starts.Count; column++)
        {
            var texts = _block.SelectMany(line => line.Cells.Where(cell => ColumnOf(starts, cell) == column)).Select(cell => cell.Text);
            WriteProse(texts);
        }
    }

    private void WriteTable()
    {
        var starts = Starts();
        var rows = _block.ConvertAll<IReadOnlyList<string>>(line => Row(starts, line));
        TableText.Write(builder, rows.Count > 1 ? rows[0] : null, rows.Count > 1 ? rows.Skip(1) : rows);
    }

    private static string[] Row(List<double> starts, PdfLine line)
    {
        var row = new string[starts.Count];
        Array.Fill(row, "");
        foreach (var cell in line.Cells)
        {
            var column = ColumnOf(starts, cell);
            row[column] = row[column].Length == 0 ? cell.Text : $"{row[column]} {cell.Text}";
        }

        return row;
    }

    /// <summary>Where columns begin: the left edges of cells, those that lie within a letter of each other taken as one.</summary>
    private List<double> Starts()
    {
        var starts = new List<double>();
        foreach (var left in _block.SelectMany(line => line.Cells).Select(cell => cell.Left).Order())
        {
            if (starts.Count == 0 || left - starts[^1] > 2 * bodySize)
            {
                starts.Add(left);
            }
        }

        return starts.Count <= ParsingLimits.MaxColumns ? starts : starts[..ParsingLimits.MaxColumns];
    }

    private static int ColumnOf(List<double> starts, PdfCell cell)
    {
        var column = starts.FindLastIndex(start => start <= cell.Left + 0.5);
        return Math.Max(0, column);
    }

    /// <summary>Words that were cut at the end of a line are joined again.</summary>
    private void WriteProse(IEnumerable<string> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            if (text.Length > 1 && text[^1] is '-' or '\u00AD' && char.IsLetter(text[^2]) && char.IsLower(line[0]))
            {
                text.Length--;
            }
            else if (text.Length > 0)
            {
                text.Append(' ');
            }

            text.Append(line);
        }

        var whole = text.ToString();
        builder.Add(Item().IsMatch(whole) ? BlockKind.ListItem : BlockKind.Paragraph, whole);
    }

    [GeneratedRegex(@"^(?:[•●▪◦‣∙–—-]|[0-9]{1,3}[.)]|\(?[a-z]\)) +\S", RegexOptions.CultureInvariant)]
    private static partial Regex Item();
}
