namespace Retrieval.Parsing;

/// <summary>Writes a table row so that it can be read, found and cited alone: every cell carries its column's header.</summary>
internal static class TableText
{
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

    private static string Row(IReadOnlyList<string>? header, IReadOnlyList<string> cells)
    {
        var parts = cells
            .Select((cell, column) => (Header: header is not null && column < header.Count ? header[column].Trim() : "", Cell: cell.Trim()))
            .Where(part => part.Cell.Length > 0)
            .Select(part => part.Header.Length > 0 ? $"{part.Header}: {part.Cell}" : part.Cell);
        return string.Join("; ", parts);
    }
}
