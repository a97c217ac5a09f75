using Retrieval.Lexical;

namespace Retrieval.Parsing;

/// <summary>A paragraph, list item, table row or code block.</summary>
/// <param name="TitlePath">The document's title and the headings above, outermost first.</param>
/// <param name="Kind">What the block was in the file.</param>
/// <param name="Group">Blocks of one list or table share a number: they are cut between items, never inside one.</param>
/// <param name="Span">Where the block stands in the document's text.</param>
/// <param name="Page">Number of the page that it stands on, from 1; null in formats without pages.</param>
internal sealed record Block(string TitlePath, BlockKind Kind, int Group, TextSpan Span, int? Page = null);
