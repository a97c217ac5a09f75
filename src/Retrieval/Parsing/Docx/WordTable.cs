using System.Text;

namespace Retrieval.Parsing.Docx;

/// <summary>A table while it is read. Its first row is the header; a cell that is merged with the one above repeats its text.</summary>
internal sealed class WordTable
{
    private readonly List<List<StringBuilder>> _rows = [];
    private readonly HashSet<(int Row, int Column)> _merged = [];

    /// <exception cref="DocumentFormatException">There are too many rows.</exception>
    public void BeginRow()
    {
        if (_rows.Count > ParsingLimits.MaxRecords)
        {
            throw new DocumentFormatException($"a table has more than {ParsingLimits.MaxRecords} rows; split it.");
        }

        _rows.Add([]);
    }

    /// <exception cref="DocumentFormatException">There are too many columns.</exception>
    public void BeginCell()
    {
        if (_rows.Count == 0)
        {
            BeginRow();
        }

        if (_rows[^1].Count >= ParsingLimits.MaxColumns)
        {
            throw new DocumentFormatException($"a table has more than {ParsingLimits.MaxColumns} columns; split it.");
        }

        _rows[^1].Add(new StringBuilder());
    }

    /// <summary>The present cell belongs to the one above, unless it is the first of those that are merged.</summary>
    public void MergeUp(bool isFirst)
    {
        if (!isFirst && _rows.Count > 1 && _rows[^1].Count > 0)
        {
            _merged.Add((_rows.Count - 1, _rows[^1].Count - 1));
        }
    }

    public void Add(string text)
    {
        if (_rows.Count == 0 || _rows[^1].Count == 0)
        {
            BeginCell();
        }

        var cell = _rows[^1][^1];
        cell.Append(cell.Length > 0 ? " " : "").Append(text);
    }

    public void WriteTo(TextBuilder builder)
    {
        FillMerged();
        var rows = _rows.Where(row => row.Exists(cell => cell.Length > 0)).Select(row => row.ConvertAll(cell => cell.ToString())).ToList();
        var hasHeader = rows.Count > 1 && rows[0].Count > 1;
        TableText.Write(builder, hasHeader ? rows[0] : null, hasHeader ? rows.Skip(1) : rows);
    }

    public override string ToString() => string.Join("; ", _rows.SelectMany(row => row).Where(cell => cell.Length > 0));

    private void FillMerged()
    {
        foreach (var (row, column) in _merged.OrderBy(cell => cell.Row))
        {
            if (_rows[row][column].Length == 0 && column < _rows[row - 1].Count)
            {
                _rows[row][column] = _rows[row - 1][column];
            }
        }
    }
}
