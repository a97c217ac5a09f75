using System.Collections.Immutable;
using Retrieval.Documents;

namespace Retrieval.Parsing;

/// <summary>What a file says, free of its format: readable text and the blocks that it is made of.</summary>
/// <param name="Title">Stated by the file, else its first heading, else its name.</param>
/// <param name="Date">The first day on which it is valid: stated by the file, else the first full date of its text.</param>
/// <param name="Version">As the file states it.</param>
/// <param name="Supersedes">What the file says that it replaces.</param>
/// <param name="Text">One paragraph, list item or table row a line, an empty line between blocks.</param>
/// <param name="Blocks">Ranges of <paramref name="Text"/>, rising, not overlapping; headings are not among them.</param>
internal sealed record ParsedDocument(
    string Title,
    DateOnly? Date,
    string? Version,
    string? Supersedes,
    string Text,
    IReadOnlyList<Block> Blocks)
{
    /// <summary>What the file says about its use for training.</summary>
    public DocumentRights Rights { get; init; } = DocumentRights.Unstated;

    /// <summary>The last day on which the content is valid, as the file states it; null for no end.</summary>
    public DateOnly? EffectiveTo { get; init; }

    /// <summary>Access labels, as the file states them.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];
}
