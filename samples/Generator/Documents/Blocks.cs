using System.Text.RegularExpressions;

namespace Generator.Documents;

/// <summary>Reads the small part of Markdown that the articles are written in; one line is one block.</summary>
internal static partial class Blocks
{
    public static IReadOnlyList<Block> Read(string markdown)
    {
        var blocks = new List<Block>();
        var path = new List<string>();
        var lines = markdown.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Trim().Length == 0 || IsRule(lines[i]))
                continue;
            var block = One(lines[i], i + 1 < lines.Length ? lines[i + 1] : "", path);
            blocks.Add(block);
        }
        return blocks;
    }

    private static Block One(string line, string next, List<string> path) => line switch
    {
        ['#', ..] => Heading(line, path),
        ['-', ' ', ..] => new(BlockKind.Bullet, line[2..], 0, [.. path]),
        [':', ' ', ..] => new(BlockKind.Definition, line[1..].Trim(), 0, [.. path]),
        ['|', ..] => new(IsRule(next) ? BlockKind.HeaderRow : BlockKind.Row, line, 0, [.. path]),
        _ when Step().IsMatch(line) => new(BlockKind.Step, Step().Replace(line, ""), 0, [.. path]),
        _ when next.StartsWith(": ", StringComparison.Ordinal) => new(BlockKind.Term, line, 0, [.. path]),
        _ => new(BlockKind.Paragraph, line, 0, [.. path]),
    };

    private static Block Heading(string line, List<string> path)
    {
        var level = line.TakeWhile(c => c == '#').Count();
        path.RemoveRange(Math.Min(level - 1, path.Count), Math.Max(0, path.Count - level + 1));
        var text = line[level..].Trim();
        var block = new Block(BlockKind.Heading, text, level, [.. path]);
        path.Add(text);
        return block;
    }

    private static bool IsRule(string line) => line.StartsWith("| ---", StringComparison.Ordinal);

    [GeneratedRegex(@"^\d+\. ")]
    private static partial Regex Step();
}
