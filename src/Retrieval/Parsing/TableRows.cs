using System.Text;

namespace Retrieval.Parsing;

/// <summary>Cuts comma-separated values into rows and cells (RFC 4180 section 2).</summary>
internal sealed class TableRows(string text, char separator)
{
    private readonly StringBuilder _cell = new();
    private int _at;
    private int _line = 1;

    /// <exception cref="DocumentFormatException">A quote is not closed, or there are too many columns or rows.</exception>
    public List<List<string>> Read()
    {
        var rows = new List<List<string>>();
        while (_at < text.Length)
        {
            if (rows.Count > ParsingLimits.MaxRecords)
            {
                throw new DocumentFormatException($"expected at most {ParsingLimits.MaxRecords} rows, found more; split the file.");
            }

            rows.Add(Row());
        }

        return rows;
    }

    private List<string> Row()
    {
        var (cells, line) = (new List<string>(), _line);
        do
        {
            if (cells.Count >= ParsingLimits.MaxColumns)
            {
                throw new DocumentFormatException($"line {line} has more than {ParsingLimits.MaxColumns} columns; is '{separator}' the separator?");
            }

            cells.Add(Cell());
        }
        while (Skip(separator));

        if (Skip('\r') | Skip('\n'))
        {
            _line++;
        }

        return cells;
    }

    private string Cell()
    {
        _cell.Clear();
        if (Skip('"'))
        {
            Quoted();
        }

        // Text behind a closing quote is against the rules and yet common: it belongs to the cell.
        while (_at < text.Length && text[_at] != separator && text[_at] is not ('\r' or '\n'))
        {
            _cell.Append(text[_at++]);
        }

        return _cell.ToString();
    }

    private void Quoted()
    {
        for (var opened = _line; ; _at++)
        {
            if (_at >= text.Length)
            {
                throw new DocumentFormatException($"the quote that opens in line {opened} is never closed; double quotes inside a cell.");
            }

            if (text[_at] == '"')
            {
                _at++;
                if (_at >= text.Length || text[_at] != '"')
                {
                    return;
                }
            }

            _line += text[_at] == '\n' ? 1 : 0;
            _cell.Append(text[_at]);
        }
    }

    private bool Skip(char c)
    {
        if (_at >= text.Length || text[_at] != c)
        {
            return false;
        }

        _at++;
        return true;
    }
}
