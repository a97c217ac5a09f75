using System.Text;
using System.Xml;

namespace Retrieval.Parsing.Docx;

/// <summary>Writes one part of a document as text, element by element, without recursion.</summary>
internal sealed class WordBody(XmlReader xml, WordStyles styles, TextBuilder builder)
{
    private readonly StringBuilder _text = new();
    private readonly List<WordTable> _tables = [];
    private string _style = "";
    private int? _outline;
    private int? _fallback;
    private bool _isListItem;
    private bool _isHidden;
    private bool _isText;
    private int _page = 1;
    private long _written;

    /// <summary>Text of the first paragraph with the style Title; null when there is none.</summary>
    public string? Title { get; private set; }

    /// <exception cref="DocumentFormatException">Nested too deep, or too much text.</exception>
    public WordBody Write()
    {
        while (xml.Advance())
        {
            if (IsInFallback())
            {
                continue;
            }

            switch (xml.NodeType)
            {
                case XmlNodeType.Element:
                    Open();
                    break;
                case XmlNodeType.EndElement:
                    Close();
                    break;
                case XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace when _isText && !_isHidden:
                    Append(xml.Value);
                    break;
            }
        }

        return this;
    }

    /// <summary>What stands in a Fallback stands in the Choice before it too (ECMA-376 part 3).</summary>
    private bool IsInFallback()
    {
        var inside = _fallback is not null;
        if (inside && xml.NodeType == XmlNodeType.EndElement && xml.Depth == _fallback)
        {
            _fallback = null;
        }

        return inside;
    }

    private void Open()
    {
        switch (xml.LocalName)
        {
            case "Fallback" when !xml.IsEmptyElement:
                _fallback = xml.Depth;
                break;
            case "p":
                (_style, _outline, _isListItem) = ("", null, false);
                EmptyParagraph();
                break;
            case "pStyle":
                _style = xml.Attribute("val") ?? "";
                break;
            case "outlineLvl":
                _outline = WordStyles.OutlineLevel(xml);
                break;
            case "numPr":
                _isListItem = true;
                break;
            case "r":
                _isHidden = false;
                break;
            case "vanish":
                _isHidden = xml.Attribute("val") is not ("0" or "false");
                break;
            case "t":
                _isText = !xml.IsEmptyElement;
                break;
            case "tab" or "cr" or "noBreakHyphen":
                Append(xml.LocalName == "noBreakHyphen" ? "-" : " ");
                break;
            case "br" or "lastRenderedPageBreak":
                Break();
                break;
            default:
                OpenTable();
                break;
        }
    }

    private void OpenTable()
    {
        switch (xml.LocalName)
        {
            case "tbl":
                EndParagraph();
                _tables.Add(new WordTable());
                break;
            case "tr" when _tables.Count > 0:
                _tables[^1].BeginRow();
                break;
            case "tc" when _tables.Count > 0:
                _tables[^1].BeginCell();
                break;
            case "vMerge" when _tables.Count > 0:
                _tables[^1].MergeUp(xml.Attribute("val") is "restart");
                break;
        }
    }

    private void Close()
    {
        switch (xml.LocalName)
        {
            case "t":
                _isText = false;
                break;
            case "p":
                EndParagraph();
                break;
            case "tbl" when _tables.Count > 0:
                EndTable();
                break;
        }
    }

    /// <summary>A paragraph inside a paragraph (a text box) ends the outer one early.</summary>
    private void EmptyParagraph()
    {
        if (_text.Length > 0)
        {
            EndParagraph();
        }
    }

    private void Break()
    {
        if (xml.LocalName == "lastRenderedPageBreak" || xml.Attribute("type") == "page")
        {
            builder.Page = ++_page;
        }

        Append(" ");
    }

    private void Append(string text)
    {
        _written += text.Length;
        if (_written > ParsingLimits.MaxTextCharacters)
        {
            throw new DocumentFormatException($"the document has more than {ParsingLimits.MaxTextCharacters} characters; split it.");
        }

        _text.Append(text);
    }

    private void EndParagraph()
    {
        var text = Whitespace.Collapse(_text.ToString(), int.MaxValue);
        _text.Clear();
        if (text.Length == 0)
        {
            return;
        }

        if (_tables.Count > 0)
        {
            _tables[^1].Add(text);
        }
        else if (styles.IsTitle(_style))
        {
            Title ??= text;
            builder.Heading(1, text);
        }
        else if ((_outline ?? styles.LevelOf(_style)) is { } level)
        {
            builder.Heading(level, text);
        }
        else
        {
            builder.Add(_isListItem ? BlockKind.ListItem : BlockKind.Paragraph, text);
        }
    }

    /// <summary>A table inside a table becomes text of the cell that it stands in.</summary>
    private void EndTable()
    {
        EndParagraph();
        var table = _tables[^1];
        _tables.RemoveAt(_tables.Count - 1);
        if (_tables.Count > 0)
        {
            _tables[^1].Add(table.ToString());
        }
        else
        {
            table.WriteTo(builder);
        }
    }
}
