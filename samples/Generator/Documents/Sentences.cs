using System.Text.RegularExpressions;
using Generator.Composition;

namespace Generator.Documents;

/// <summary>Finds the facts of a document and the sentence or row that states each.</summary>
internal static partial class Sentences
{
    public static IEnumerable<Mention> Mentions(string path, IEnumerable<Block> blocks) =>
        from block in blocks
        from sentence in Of(block)
        from mark in Marks.In(sentence)
        select new Mention(mark.Id, mark.Old, mark.Value, path, PlainText(block, sentence));

    private static IEnumerable<string> Of(Block block) => block.Kind is BlockKind.Row or BlockKind.HeaderRow or BlockKind.Heading
        ? [block.Text]
        : End().Split(block.Text);

    private static string PlainText(Block block, string sentence) => block.Kind is BlockKind.Row
        ? string.Join(" | ", Inline.Cells(sentence).Select(Inline.Plain))
        : Inline.Plain(sentence).Trim();

    [GeneratedRegex(@"(?<=[.!?]) (?=[A-Z0-9\[""])")]
    private static partial Regex End();
}
