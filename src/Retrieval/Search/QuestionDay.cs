using System.Globalization;
using System.Text.RegularExpressions;

namespace Retrieval.Search;

/// <summary>
/// Finds the day that a question speaks of: "as of 3 May 2025", "on 2025-05-03", "in March 2024", "in 2024". A month or a year means
/// its last day: what was valid by then counts. A date that only names something ("the circular of 3 May 2025") is none.
/// </summary>
public static partial class QuestionDay
{
    private const int MaxLength = 4096;

    private const string MonthNames =
        "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec";

    private const string Stating = "as of|as at|as on|effective on|effective|valid on|valid in|valid as of|valid at|in force on|in force in|in force as of|applicable on|applicable in";

    private const string Day = @"(?<d>[0-9]{1,2})(?:st|nd|rd|th)?\.?";

    // "In 2000 cases" speaks of no year.
    private const string Things = @"\s+(?:cases|people|persons|crowns|euros|pounds|dollars|policies|members|employees|customers|claims|units|hours|days|words)\b";

    // Of four digits, from 1900 on.
    private const string Year = @"(?<y>(?:19|20)[0-9]{2})\b";

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>The day; null when the question speaks of none.</summary>
    public static AskedDay? Of(string question)
    {
        ArgumentNullException.ThrowIfNull(question);
        foreach (Match match in Spoken().Matches(question.Length > MaxLength ? question[..MaxLength] : question))
        {
            if (DayOf(match) is { } day)
            {
                return new AskedDay(day, match.Groups["stated"].Success);
            }
        }

        return null;
    }

    private static DateOnly? DayOf(Match match)
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

    [GeneratedRegex(
        @"\b(?:(?<stated>" + Stating + @")|on|until|by|at|back in|during|throughout|in)\s+(?:the\s+)?(?:(?:year|month of|end of|year of)\s+)?"
        + @"(?:(?<y>(?:19|20)[0-9]{2})-(?<m>[0-9]{2})-(?<d>[0-9]{2})\b|" + Day + @"\s+(?:of\s+)?(?<m>" + MonthNames + @")\.?,?\s+" + Year
        + "|(?<m>" + MonthNames + @")\.?\s+" + Day + @",?\s+" + Year + "|(?:early |late |mid-)?(?<m>" + MonthNames + @")\.?,?\s+" + Year + "|(?:early |late |mid-)?" + Year + "(?!" + Things + "))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Spoken();
}
