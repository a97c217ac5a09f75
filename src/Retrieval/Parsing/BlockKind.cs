namespace Retrieval.Parsing;

/// <summary>What a block was in the file it came from.</summary>
internal enum BlockKind
{
    /// <summary>Running prose.</summary>
    Paragraph,

    /// <summary>One item of a list, or a term with its definition.</summary>
    ListItem,

    /// <summary>One row of a table, written <c>header: cell; header: cell</c>.</summary>
    TableRow,

    /// <summary>Preformatted text.</summary>
    Code,
}
