using System.Globalization;
using System.Text.RegularExpressions;

namespace Generator.Questions;

/// <summary>The strings accepted as the same answer: other ways to write a date, a span of hours, a number of days.</summary>
internal static partial class AnswerForms
{
    private static readonly string[] Small =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    public static IReadOnlyList<string> Of(string value) => [.. new[] { value }.Concat(Others(value)).Distinct()];

    private static IEnumerable<string> Others(string value)
    {
        if (DateOnly.TryParseExact(value, "d MMMM yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return [date.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture), date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)];
        if (Hours().Match(value) is { Success: true } hours)
            return [$"{hours.Groups[1]} - {hours.Groups[2]}", $"{hours.Groups[1]} until {hours.Groups[2]}", $"{hours.Groups[1]} and {hours.Groups[2]}"];
        if (value.StartsWith("extension ", StringComparison.Ordinal))
            return [value["extension ".Length..]];
        if (value.StartsWith("the ", StringComparison.Ordinal))
            return [value["the ".Length..]];
        return Counted(value);
    }

    private static IEnumerable<string> Counted(string value)
    {
        var match = Count().Match(value);
        if (!match.Success)
            return [];
        var (number, unit) = (match.Groups[1].Value, match.Groups[2].Value);
        var index = Array.IndexOf(Small, number);
        if (index >= 0)
            return [$"{index} {unit}"];
        return int.TryParse(number, out var n) && n < Small.Length ? [$"{Small[n]} {unit}"] : [];
    }

    [GeneratedRegex(@"^(\d\d:\d\d) to (\d\d:\d\d)$")]
    private static partial Regex Hours();

    [GeneratedRegex(@"^(\w+) (.+)$")]
    private static partial Regex Count();
}
