using System.Globalization;
using System.Text.RegularExpressions;

namespace Retrieval.Parsing;

/// <summary>Finds the first full calendar date of a text: 2026-03-01, 1 March 2026 or March 1, 2026.</summary>
internal static partial class DateFinder
{
    private const string Months =
        "January|February|March|April|May|June|July|August|September|October|November|December";

    private static readonly string[] MonthNames = Months.Split('|');

    public static DateOnly? First(string text)
    {
        foreach (Match match in Dates().Matches(text))
        {
            if (ToDate(match) is { } date)
            {
                return date;
            }
        }

        return null;
    }

    private static DateOnly? ToDate(Match match)
    {
        var month = match.Groups["m"].Value;
        var number = char.IsAsciiDigit(month[0])
            ? int.Parse(month, CultureInfo.InvariantCulture)
            : Array.FindIndex(MonthNames, m => m.Equals(month, StringComparison.OrdinalIgnoreCase)) + 1;
        var year = int.Parse(match.Groups["y"].Value, CultureInfo.InvariantCulture);
        var day = int.Parse(match.Groups["d"].Value, CultureInfo.InvariantCulture);
        var valid = year is >= 1000 and <= 9999 && number is >= 1 and <= 12
            && day >= 1 && day <= DateTime.DaysInMonth(year, number);
        return valid ? new DateOnly(year, number, day) : null;
    }

    [GeneratedRegex(
        @"\b(?:(?<y>[0-9]{4})-(?<m>[0-9]{2})-(?<d>[0-9]{2})|(?<d>[0-9]{1,2})\.? (?<m>" + Months + @"),? (?<y>[0-9]{4})|(?<m>"
        + Months + @") (?<d>[0-9]{1,2}),? (?<y>[0-9]{4}))\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Dates();
}
