using System.Text;
using Retrieval.Lexical;

namespace Retrieval.Parsing;

/// <summary>Writes the readable text of a document and notes where each block and heading stands.</summary>
internal sealed class TextBuilder
{
    private readonly StringBuilder _text = new();
    private readonly List<Block> _blocks = [];
    private readonly List<(int Level, string Text)> _headings = [];
    private int _group;
    private bool _inGroup;

    /// <summary>Text of the first heading, the fallback for a missing title.</summary>
    public string? FirstHeading { get; private set; }

    /// <summary>The page on which the next blocks stand, from 1; null in formats without pages.</summary>
    public int? Page { get; set; }

    public bool IsEmpty => _blocks.Count == 0;

    public string Text => _text.ToString();

    public void Heading(int level, string raw)
    {
        var heading = Whitespace.Collapse(raw, ParsingLimits.MaxTitleLength);
        if (heading.Length == 0)
        {
            return;
        }

        FirstHeading ??= heading;
        _headings.RemoveAll(h => h.Level >= level);
        _headings.Add((level, heading));
        Separate("\n\n");
        _text.Append(heading);
    }

    /// <summary>Blocks added by <paramref name="content"/> belong to one list or table.</summary>
    public void Group(Action content)
    {
        if (_inGroup)
        {
            content();
            return;
        }

        _group++;
        _inGroup = true;
        Separate("\n\n");
        content();
        _inGroup = false;
        _group++;
    }

    public void Add(BlockKind kind, string raw)
    {
        var text = kind == BlockKind.Code ? raw.ReplaceLineEndings("\n").Trim('\n') : Whitespace.Collapse(raw, int.MaxValue);
        if (string.IsNullOrWhiteSpace(text))
        {
            return;
        }

        Separate(_inGroup ? "\n" : "\n\n");
        var start = _text.Length;
        _text.Append(text);
        var path = string.Join('\u001f', _headings.Select(h => h.Text));
        _blocks.Add(new Block(path, kind, _inGroup ? _group : ++_group, new TextSpan(start, _text.Length), Page));
    }

    /// <summary>The finished document; the title goes in front of every path unless the first heading repeats it.</summary>
    public ParsedDocument Build(FrontMatter facts, string title) => new(
        title,
        facts.EffectiveFrom ?? facts.Date,
        facts.Version,
        facts.Supersedes,
        Text,
        _blocks.ConvertAll(b => b with { TitlePath = FullPath(title, b.TitlePath) }))
    {
        EffectiveTo = facts.EffectiveTo,
        Labels = facts.Labels,
        Rights = facts.Rights,
    };

    private static string FullPath(string title, string headings)
    {
        var parts = headings.Split('\u001f', StringSplitOptions.RemoveEmptyEntries);
        var skip = parts.Length > 0 && string.Equals(parts[0], title, StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        return string.Join(" > ", parts.Skip(skip).Prepend(title));
    }

    private void Separate(string separator)
    {
        if (_text.Length == 0)
        {
            return;
        }

        var present = _text.Length > 1 && _text[^1] == '\n' ? (_text[^2] == '\n' ? 2 : 1) : 0;
        _text.Append(separator.AsSpan(Math.Min(present, separator.Length)));
    }
}
