using System.Xml;

namespace Retrieval.Parsing.Docx;

/// <summary>Steps through XML of strangers.</summary>
internal static class XmlSteps
{
    /// <summary>The next node; false at the end.</summary>
    /// <exception cref="DocumentFormatException">Nested too deep: the reader keeps each open element in memory.</exception>
    public static bool Advance(this XmlReader xml) => !xml.Read() ? false : xml.Depth <= ParsingLimits.MaxDepth ? true
        : throw new DocumentFormatException($"elements are nested deeper than {ParsingLimits.MaxDepth} levels; flatten the document.");

    /// <summary>The value of an attribute whatever its prefix; null when it is missing.</summary>
    public static string? Attribute(this XmlReader xml, string name)
    {
        string? value = null;
        for (var i = 0; i < xml.AttributeCount && value is null; i++)
        {
            xml.MoveToAttribute(i);
            value = xml.LocalName == name ? xml.Value : null;
        }

        xml.MoveToElement();
        return value;
    }
}
