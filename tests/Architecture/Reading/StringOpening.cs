namespace Architecture.Reading;

/// <summary>How a string literal begins, which decides how its text, its holes and its end look.</summary>
/// <param name="Length">Characters of the opening: dollar signs, at sign and quotes.</param>
/// <param name="Dollars">Dollar signs; 0 means no holes.</param>
/// <param name="Verbatim">Whether a quote is written twice and a backslash is a character.</param>
/// <param name="RawQuotes">Quotes that open and close a raw string; 0 for other strings.</param>
internal readonly record struct StringOpening(int Length, int Dollars, bool Verbatim, int RawQuotes)
{
    public int HoleClosingLength => RawQuotes > 0 ? Dollars : 1;

    public static bool TryRead(string source, int at, out StringOpening opening)
    {
        int end = at;
        int dollars = 0;
        bool verbatim = false;
        for (; end < source.Length && source[end] is '$' or '@'; end++)
        {
            dollars += source[end] == '$' ? 1 : 0;
            verbatim |= source[end] == '@';
        }

        int quotes = Run(source, end, '"');
        bool raw = quotes >= 3 && !verbatim;
        int taken = raw ? quotes : 1;
        opening = new StringOpening(end - at + taken, dollars, verbatim, raw ? quotes : 0);
        return quotes > 0;
    }

    /// <summary>Length of the quotes here that end the string; 0 when it goes on.</summary>
    public int ClosingLength(string source, int at)
    {
        int quotes = Run(source, at, '"');
        if (RawQuotes > 0)
        {
            return quotes >= RawQuotes ? quotes : 0;
        }

        bool broken = source[at] == '\n' && !Verbatim;
        return broken || (Verbatim ? quotes % 2 == 1 && quotes > 0 : quotes > 0) ? Math.Max(1, Verbatim ? quotes : 1) : 0;
    }

    /// <summary>Length of the braces here that open a hole; 0 when there is none.</summary>
    public int HoleLength(string source, int at)
    {
        int braces = Run(source, at, '{');
        if (Dollars == 0 || braces == 0)
        {
            return 0;
        }

        return RawQuotes > 0 ? (braces >= Dollars ? braces : 0) : braces % 2 == 1 ? braces : 0;
    }

    /// <summary>Length of the text here that belongs together: an escape, a run of quotes or braces, or one character.</summary>
    public int TextLength(string source, int at)
    {
        if (source[at] == '\\' && !Verbatim && RawQuotes == 0)
        {
            return 2;
        }

        return Math.Max(1, source[at] is '"' or '{' ? Run(source, at, source[at]) : 1);
    }

    private static int Run(string source, int at, char c)
    {
        int end = at;
        while (end < source.Length && source[end] == c)
        {
            end++;
        }

        return end - at;
    }
}
