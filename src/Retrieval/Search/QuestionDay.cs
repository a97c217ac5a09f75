using System.Globalization;
using System.Text.RegularExpressions;

namespace Retrieval.Search;

/// <summary>
/// Finds the day that a question asks about: "as of 3 May 2025", "on 2025-05-03", "in March 2024", "in 2024". A month or a year means
/// its last day: what was valid by then counts. Dates that only name something ("the circular of 3 May 2025") are not asked about.
/// </summary>
public static partial class QuestionDay
{
    private const int MaxLength = 4096;

    private const string MonthNames =
        "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec";

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>The day; null when the question asks about none.</summary>
    public static DateOnly? Of(string question)
    {
        ArgumentNullException.ThrowIfNull(question);
        foreach (Match match in Asked().Matches(question.Length > MaxLength ? question[..MaxLength] : question))
        {
            if (Day(match) is { } day)
            {
                return day;
            }
        }

        return null;
    }

    private static DateOnly? Day(Match match)
    {
        var year = int.Parse(match.Groups["y"].Value, CultureInfo.InvariantCulture);
        var month = match.Groups["m"].Value;
        var number = month.Length == 0 ? 12 : char.IsAsciiDigit(month[0]) ? int.Parse(month, CultureInfo.InvariantCulture) : Array.IndexOf(Months, month[..3].ToLowerInvariant()) + 1;
        if (number is < 1 or > 12)
        {
            return null;
        }

        var last = DateTime.DaysInMonth(year, number);
        var day = match.Groups["d"] is { Success: true } said ? int.Parse(said.Value, CultureInfo.InvariantCulture) : last;
        return day >= 1 && day <= last ? new DateOnly(year, number, day) : null;
    }

    // Years of four digits from 1900 on: "in 1500 cases" is no year, nor is a sum.
    [GeneratedRegex(
        @"\b(?:(?:as of|as at|as on|effective(?: on)?|valid (?:on|in|as of|at)|in force (?:on|in|as of|at)|on|until|by|at the end of|back in|during|throughout|in)\s+(?:the\s+)?(?:(?:year|month of|end of)\s+)?)"
        + @"(?:(?<y>(?:19|20)[0-9]{2})-(?<m>[0-9]{2})-(?<d>[0-9]{2})|(?<d>[0-9]{1,2})(?:st|nd|rd|th)?\.?\s+(?:of\s+)?(?<m>" + MonthNames + @")\.?,?\s+(?<y>(?:19|20)[0-9]{2})|(?<m>" + MonthNames
        + @")\.?\s+(?<d>[0-9]{1,2})(?:st|nd|rd|th)?,?\s+(?<y>(?:19|20)[0-9]{2})|(?<m>" + MonthNames + @")\.?,?\s+(?<y>(?:19|20)[0-9]{2})|(?<y>(?:19|20)[0-9]{2}))\b(?!\s*(?:%|[a-z]*\s*(?:cases|people|crowns|euros|dollars|policies|employees|members|claims|units)))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Asked();
}
