using System.Diagnostics;

namespace Memory;

/// <summary>Time of one thing or of many.</summary>
internal static class Clock
{
    public static TimeSpan Time(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>Median and 99th percentile over many runs, in milliseconds.</summary>
    public static (double Median, double Tail) Spread(IEnumerable<Action> actions)
    {
        var times = actions.Select(action => Time(action).TotalMilliseconds).Order().ToList();
        return (times[times.Count / 2], times[(int)(0.99 * (times.Count - 1))]);
    }
}
