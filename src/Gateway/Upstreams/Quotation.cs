using Retrieval.Documents;
using Retrieval.Extraction;

namespace Gateway.Upstreams;

/// <summary>
/// A sentence in the form in which it can be quoted without changing its meaning: an item of a list comes with the words
/// that introduce the list ("No payment is made for:"), and such words come with the list.
/// </summary>
/// <param name="Text">What is quoted.</param>
/// <param name="Start">First UTF-16 character of it in the document's text.</param>
/// <param name="End">The character after the last one.</param>
internal readonly record struct Quotation(string Text, int Start, int End)
{
    /// <summary>A list longer than this many characters is quoted in part.</summary>
    private const int LongestList = 600;

    private const string Gap = "\n\n";

    /// <summary>The quotation of a cited sentence of a passage.</summary>
    public static Quotation Of(Passage passage, CitedSentence sentence)
    {
        var plain = new Quotation(sentence.Text.Trim(), sentence.Start, sentence.End);
        var start = sentence.Start - passage.Start;
        if (start < 0 || sentence.End - passage.Start > passage.Text.Length)
            return plain;
        return plain.Text.EndsWith(':') ? WithList(plain, passage) : WithLeadIn(plain, passage, start);
    }

    private static Quotation WithLeadIn(Quotation item, Passage passage, int start)
    {
        var block = passage.Text.LastIndexOf(Gap, Math.Max(0, start - 1), StringComparison.Ordinal);
        if (block <= 0 || passage.Text[block - 1] != ':')
            return item;
        var line = passage.Text.LastIndexOf('\n', block - 1) + 1;
        var sentence = passage.Text.LastIndexOf(". ", block - 1, StringComparison.Ordinal) is var stop and >= 0 ? stop + 2 : 0;
        var leadIn = Math.Max(line, sentence);
        return item with { Text = $"{passage.Text[leadIn..block].Trim()} {item.Text}", Start = passage.Start + leadIn };
    }

    private static Quotation WithList(Quotation leadIn, Passage passage)
    {
        var after = leadIn.End - passage.Start;
        if (!passage.Text.AsSpan(after).StartsWith(Gap, StringComparison.Ordinal))
            return leadIn;
        var list = passage.Text.IndexOf(Gap, after + Gap.Length, StringComparison.Ordinal) is var next and >= 0 ? next : passage.Text.Length;
        if (list - after > LongestList)
            list = passage.Text.LastIndexOf('\n', after + LongestList) is var line && line > after + Gap.Length ? line : after + LongestList;
        var items = passage.Text[(after + Gap.Length)..list].Replace('\n', ' ').Trim();
        return new Quotation($"{leadIn.Text} {items}", leadIn.Start, passage.Start + list);
    }
}
