using System.Globalization;
using System.Xml;

namespace Retrieval.Parsing.Docx;

/// <summary>Which paragraph styles are headings, and of which level (word/styles.xml).</summary>
internal sealed class WordStyles
{
    private const int MaxStyles = 5000;
    private const int MaxLevel = 9;

    private readonly Dictionary<string, int> _levels = new(StringComparer.Ordinal);
    private readonly HashSet<string> _titles = new(StringComparer.Ordinal);

    /// <summary>Reads the part. Word names its heading styles in English in every language; their ids are translated.</summary>
    public static WordStyles Read(XmlReader xml)
    {
        var styles = new WordStyles();
        var id = "";
        var count = 0;
        while (xml.Advance() && count <= MaxStyles)
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            switch (xml.LocalName)
            {
                case "style":
                    id = xml.Attribute("styleId") ?? "";
                    count++;
                    break;
                case "name" when id.Length > 0:
                    styles.Note(id, xml.Attribute("val") ?? "");
                    break;
                case "outlineLvl" when id.Length > 0 && OutlineLevel(xml) is { } level:
                    styles._levels.TryAdd(id, level);
                    break;
            }
        }

        return styles;
    }

    /// <summary>Level of a heading style, from 1; null for other styles.</summary>
    public int? LevelOf(string styleId) => _levels.TryGetValue(styleId, out var level) ? level : FromName(styleId);

    public bool IsTitle(string styleId) => _titles.Contains(styleId) || styleId == "Title";

    /// <summary>Level of an <c>outlineLvl</c> element, from 1; null for body text, which is level 9 there.</summary>
    public static int? OutlineLevel(XmlReader xml) =>
        int.TryParse(xml.Attribute("val"), NumberStyles.None, CultureInfo.InvariantCulture, out var level) && level < MaxLevel ? level + 1 : null;

    private void Note(string id, string name)
    {
        if (name.Equals("title", StringComparison.OrdinalIgnoreCase))
        {
            _titles.Add(id);
        }
        else if (FromName(name) is { } level)
        {
            _levels[id] = level;
        }
    }

    private static int? FromName(string name)
    {
        var digits = name.StartsWith("heading", StringComparison.OrdinalIgnoreCase) ? name.AsSpan("heading".Length).Trim() : [];
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var level) && level is >= 1 and <= MaxLevel ? level : null;
    }
}
