using System.Globalization;
using System.Text.RegularExpressions;

namespace LanguageModels.Tokenization.Texts;

/// <summary>
/// A regular expression over code points. .NET matches UTF-16 units, in which a character beyond U+FFFF is two surrogates
/// without properties; so the text is projected first: each such character becomes one unit that stands for its general
/// category. Places in the projection are places in the text.
/// </summary>
internal sealed class RegexPattern : TextPattern
{
    private const char HanStandIn = '\u3400';

    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(10);
    private static readonly char[] StandIns = BuildStandIns();

    private readonly Regex _regex;

    /// <exception cref="ArgumentException">The expression uses what cannot be followed exactly.</exception>
    internal RegexPattern(string pattern) =>
        _regex = new Regex(RegexTranslation.ToDotNet(pattern), RegexOptions.CultureInvariant | RegexOptions.Multiline, MostTime);

    internal override void Find(ReadOnlySpan<int> text, List<(int Start, int End)> matches)
    {
        var projection = string.Create(text.Length, text, Project);
        foreach (var match in _regex.EnumerateMatches(projection))
        {
            if (match.Length > 0)
            {
                matches.Add((match.Index, match.Index + match.Length));
            }
        }
    }

    private static void Project(Span<char> projection, ReadOnlySpan<int> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            projection[i] = text[i] < 0x10000 ? (char)text[i]
                : text[i] is >= 0x20000 and <= 0x3FFFD ? HanStandIn
                : StandIns[(int)CharUnicodeInfo.GetUnicodeCategory(text[i])];
        }
    }

    /// <summary>For each category the last unit of the plane that has it: hardly a character that an expression names.</summary>
    private static char[] BuildStandIns()
    {
        var standIns = new char[30];
        for (var unit = 0; unit <= char.MaxValue; unit++)
        {
            standIns[(int)CharUnicodeInfo.GetUnicodeCategory(unit)] = (char)unit;
        }

        return standIns;
    }
}
