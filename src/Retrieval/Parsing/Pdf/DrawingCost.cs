using UglyToad.PdfPig;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;

namespace Retrieval.Parsing.Pdf;

/// <summary>
/// How often the forms of a document (PDF 32000-1 section 8.10) would be drawn, found without drawing: forms that draw each other
/// twice make 2^n drawings of n forms, and the library, which no token cancels, would be at it for years.
/// </summary>
internal sealed class DrawingCost
{
    private const long Cyclic = -1;

    private readonly Structure _structure;
    private readonly Dictionary<IndirectReference, StreamToken> _forms = [];
    private readonly List<StreamToken> _contents = [];
    private readonly Dictionary<IndirectReference, long> _drawings = [];

    private DrawingCost(Structure structure) => _structure = structure;

    /// <exception cref="DocumentFormatException">More drawings than any real document has, or a form that draws itself.</exception>
    public static void Check(PdfDocument pdf)
    {
        var cost = new DrawingCost(pdf.Structure);
        cost.Collect();
        var most = cost._forms.Keys.Select(form => cost.DrawingsOf(form, depth: 0)).DefaultIfEmpty(0).Max();
        if (most > PdfLimits.MaxDrawingsOfForm || (most > 1 && cost._contents.Sum(cost.CallsIn) * most > PdfLimits.MaxDrawings))
        {
            throw new DocumentFormatException("its forms draw each other more often than any real document needs; print it to a new PDF.");
        }
    }

    private void Collect()
    {
        foreach (var reference in _structure.CrossReferenceTable.ObjectOffsets.Keys)
        {
            if (StreamAt(reference) is not { } stream)
            {
                continue;
            }

            if (stream.StreamDictionary.Data.GetValueOrDefault("Subtype") is NameToken { Data: "Form" })
            {
                _forms[reference] = stream;
            }
            else if (!stream.StreamDictionary.Data.ContainsKey("Subtype") && !stream.StreamDictionary.Data.ContainsKey("Type"))
            {
                _contents.Add(stream);
            }
        }
    }

    private StreamToken? StreamAt(IndirectReference reference)
    {
        try
        {
            return _structure.GetObject(reference)?.Data as StreamToken;
        }
        catch (Exception damaged) when (damaged is not (DocumentFormatException or OutOfMemoryException)) // In any way; what draws it will not find it either.
        {
            return null;
        }
    }

    private long DrawingsOf(IndirectReference form, int depth)
    {
        if (_drawings.TryGetValue(form, out var known))
        {
            return known != Cyclic ? known : throw new DocumentFormatException("a form of it draws itself; print it to a new PDF.");
        }

        if (depth > PdfLimits.MaxDepth)
        {
            return PdfLimits.MaxDrawingsOfForm + 1;
        }

        _drawings[form] = Cyclic;
        var deepest = Drawn(_forms[form]).Where(_forms.ContainsKey).Select(child => DrawingsOf(child, depth + 1)).DefaultIfEmpty(0).Max();
        return _drawings[form] = deepest == 0 ? 1 : Math.Min(1 + (CallsIn(_forms[form]) * deepest), PdfLimits.MaxDrawingsOfForm + 1);
    }

    private IEnumerable<IndirectReference> Drawn(StreamToken form) =>
        Dictionary(Dictionary(form.StreamDictionary, "Resources"), "XObject")?.Data.Values.OfType<IndirectReferenceToken>().Select(token => token.Data) ?? [];

    private DictionaryToken? Dictionary(DictionaryToken? parent, string name) => parent?.Data.GetValueOrDefault(name) switch
    {
        DictionaryToken direct => direct,
        IndirectReferenceToken indirect => _structure.GetObject(indirect.Data)?.Data as DictionaryToken,
        _ => null,
    };

    /// <summary>How often the operator <c>Do</c> seems to stand in a stream; never less than it does.</summary>
    private long CallsIn(StreamToken stream) => stream.Decode(_structure.FilterProvider, _structure.TokenScanner).Span.Count("Do"u8);
}
