namespace Retrieval.Parsing;

/// <summary>Writes a table row so that it can be read, found and cited alone: every cell carries its column's header.</summary>
internal static class TableText
{
    private static readonly string[] GenericHeaders = ["value", "values", "details", "detail", "description", "meaning", "entry", "answer", "rule"];

    public static void Write(TextBuilder builder, IReadOnlyList<string>? header, IEnumerable<IReadOnlyList<string>> rows)
    {
        builder.Group(() =>
        {
            foreach (var row in rows)
            {
                builder.Add(BlockKind.TableRow, Row(header, row));
            }
        });
    }

    /// <summary>
    /// A table of two columns whose second header says nothing (Value, Details) is a list of names and values: its rows
    /// read <c>name: value</c>. Cells that hold only a dash are empty.
    /// </summary>
    private static string Row(IReadOnlyList<string>? header, IReadOnlyList<string> cells)
    {
        if (cells.Count == 2 && (header is null || GenericHeaders.Contains(header[^1].Trim().ToLowerInvariant())))
        {
            return $"{cells[0].Trim()}: {cells[1].Trim()}";
        }

        var parts = cells
            .Select((cell, column) => (Header: header is not null && column < header.Count ? header[column].Trim() : "", Cell: cell.Trim()))
            .Where(part => part.Cell.Trim('-', '–', '—').Length > 0)
            .Select(part => part.Header.Length > 0 ? $"{part.Header}: {part.Cell}" : part.Cell);
        return string.Join("; ", parts);
    }
}
