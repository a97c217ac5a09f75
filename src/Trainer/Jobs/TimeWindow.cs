using System.Globalization;

namespace Trainer.Jobs;

/// <summary>The hours of a day in which trainings may run, local time. One whose end is before its beginning goes over midnight.</summary>
/// <param name="From">The first minute.</param>
/// <param name="To">The minute after the last; equal to <paramref name="From"/> for the whole day.</param>
internal readonly record struct TimeWindow(TimeOnly From, TimeOnly To)
{
    /// <summary>All day.</summary>
    public static TimeWindow Always => default;

    /// <summary>Reads <c>22:00-06:00</c>.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static TimeWindow Parse(string text)
    {
        var parts = text.Split('-', 2);
        return parts.Length == 2 && TryTime(parts[0], out var from) && TryTime(parts[1], out var to)
            ? new TimeWindow(from, to)
            : throw new FormatException($"'{text}' is no time window; expected two times of day, such as 22:00-06:00.");
    }

    /// <summary>Whether trainings may run at a time.</summary>
    public bool Holds(DateTimeOffset local)
    {
        var now = TimeOnly.FromTimeSpan(local.TimeOfDay);
        return From == To || (From < To ? now >= From && now < To : now >= From || now < To);
    }

    /// <inheritdoc/>
    public override string ToString() => From == To ? "always" : string.Create(CultureInfo.InvariantCulture, $"{From:HH\\:mm}-{To:HH\\:mm}");

    private static bool TryTime(string text, out TimeOnly time) => TimeOnly.TryParseExact(text.Trim(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
