namespace Retrieval.Parsing;

/// <summary>What a file says, free of its format: readable text and the blocks that it is made of.</summary>
/// <param name="Text">One paragraph, list item or table row a line, an empty line between blocks.</param>
/// <param name="Blocks">Ranges of <paramref name="Text"/>, rising, not overlapping; headings are not among them.</param>
internal sealed record ParsedDocument(
    string Title,
    DateOnly? Date,
    string? Version,
    string? Supersedes,
    string Text,
    IReadOnlyList<Block> Blocks);
