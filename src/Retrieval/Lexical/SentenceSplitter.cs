using System.Collections.Frozen;

namespace Retrieval.Lexical;

/// <summary>
/// Cuts text into sentences by punctuation and line ends. A line end always ends a sentence: extracted text holds
/// one paragraph, list item or table row a line.
/// </summary>
internal static class SentenceSplitter
{
    private static readonly FrozenSet<string> Abbreviations = FrozenSet.ToFrozenSet(
        [
            "mr", "mrs", "ms", "dr", "prof", "st", "sr", "jr", "vs", "etc", "eg", "ie", "cf", "approx", "ca", "al",
            "gen", "col", "lt", "sgt", "capt", "gov", "sen", "rep", "rev", "hon", "pres", "no", "nos", "vol", "fig",
            "art", "sec", "para", "pp", "ed", "eds", "inc", "ltd", "co", "corp", "dept", "est", "jan", "feb", "mar",
            "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mt", "ft", "ext", "tel",
        ],
        StringComparer.OrdinalIgnoreCase);

    public static List<TextSpan> Split(string text) => Split(text, 0, text.Length);

    public static List<TextSpan> Split(string text, int start, int end)
    {
        var sentences = new List<TextSpan>();
        var from = start;
        for (var at = start; at < end; at++)
        {
            if (BoundaryAfter(text, from, at, end) is { } stop)
            {
                Add(sentences, text, from, stop);
                from = stop;
                at = stop - 1;
            }
        }

        Add(sentences, text, from, end);
        return sentences;
    }

    private static int? BoundaryAfter(string text, int from, int at, int end)
    {
        if (text[at] == '\n')
        {
            return at + 1;
        }

        if (text[at] is not ('.' or '!' or '?' or '…'))
        {
            return null;
        }

        var stop = AfterClosing(text, at + 1, end);
        return stop >= end || (char.IsWhiteSpace(text[stop]) && StartsSentence(text, stop, end) && !IsAbbreviation(text, from, at))
            ? stop
            : null;
    }

    private static int AfterClosing(string text, int at, int end)
    {
        while (at < end && text[at] is '.' or '!' or '?' or '"' or '\'' or ')' or ']' or '”' or '’' or '»')
        {
            if (++at >= end)
            {
                break;
            }
        }

        return at;
    }

    private static bool StartsSentence(string text, int at, int end)
    {
        while (at < end && (char.IsWhiteSpace(text[at]) || text[at] is '"' or '\'' or '(' or '[' or '“' or '‘' or '«'))
        {
            at++;
        }

        return at >= end || !char.IsLower(text[at]);
    }

    /// <summary>A single capital letter (an initial) or a known short form before a full stop ends nothing.</summary>
    private static bool IsAbbreviation(string text, int from, int stop)
    {
        if (text[stop] != '.')
        {
            return false;
        }

        var at = stop;
        while (at > from && char.IsLetter(text[at - 1]))
        {
            at--;
        }

        var word = text.AsSpan(at, stop - at);
        return (word.Length == 1 && char.IsUpper(word[0]) && at > from) || Abbreviations.Contains(word.ToString());
    }

    private static void Add(List<TextSpan> sentences, string text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        if (end > start)
        {
            sentences.Add(new TextSpan(start, end));
        }
    }
}
