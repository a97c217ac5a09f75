namespace Generator.Documents;

/// <summary>The kinds of block that the documents use.</summary>
internal enum BlockKind { Heading, Paragraph, Bullet, Step, HeaderRow, Row, Term, Definition }

/// <summary>
/// One heading, paragraph, list item, table row or definition. <c>Text</c> still has its marks and inline Markdown;
/// <c>Level</c> is that of a heading (1 to 3); <c>Headings</c> is the path of headings above the block.
/// </summary>
internal sealed record Block(BlockKind Kind, string Text, int Level, IReadOnlyList<string> Headings);
