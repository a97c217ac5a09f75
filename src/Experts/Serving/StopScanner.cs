using System.Collections.Immutable;

namespace Experts.Serving;

/// <summary>
/// Finds stop texts in a text that comes in pieces. What may be the beginning of one is held back until it is clear, so
/// that no part of a stop text is ever shown. For one answer.
/// </summary>
internal sealed class StopScanner(ImmutableArray<string> stops)
{
    private string _held = "";

    /// <summary>Whether a stop text was met; nothing is given after it.</summary>
    public bool HasStopped { get; private set; }

    /// <summary>Takes more text and gives what can be shown.</summary>
    public string Append(string text)
    {
        if (stops.IsEmpty || HasStopped)
        {
            return HasStopped ? "" : text;
        }

        var seen = _held.Length == 0 ? text : _held + text;
        if (FirstStop(seen) is { } at)
        {
            (_held, HasStopped) = ("", true);
            return seen[..at];
        }

        var shown = seen.Length - LongestBeginning(seen);
        _held = seen[shown..];
        return seen[..shown];
    }

    /// <summary>The answer ended: what was held back is text after all.</summary>
    public string Flush()
    {
        var rest = _held;
        _held = "";
        return rest;
    }

    private int? FirstStop(string text)
    {
        int? first = null;
        foreach (var stop in stops)
        {
            var at = text.IndexOf(stop, StringComparison.Ordinal);
            if (at >= 0 && !(first <= at))
            {
                first = at;
            }
        }

        return first;
    }

    /// <summary>Length of the longest end of the text that begins a stop text.</summary>
    private int LongestBeginning(string text)
    {
        var longest = 0;
        foreach (var stop in stops)
        {
            for (var length = Math.Min(stop.Length - 1, text.Length); length > longest; length--)
            {
                if (text.AsSpan(text.Length - length).SequenceEqual(stop.AsSpan(0, length)))
                {
                    longest = length;
                }
            }
        }

        return longest;
    }
}
