using Audit.Files;
using Audit.Records;

namespace Audit.Reading;

/// <summary>
/// Which segments can hold a record, from the time in its id. The opening is appended soon after the id is made: within an
/// hour before (a clock that was set back) and a day after (a request that waited) it is looked for.
/// </summary>
internal sealed class SegmentTimes(LogLayout layout)
{
    private static readonly TimeSpan Before = TimeSpan.FromHours(1);
    private static readonly TimeSpan After = TimeSpan.FromDays(1);
    private readonly List<long> segments = layout.Segments();

    /// <summary>The first segment to search; null when there is none.</summary>
    public long? FirstFor(AuditId id)
    {
        int low = 0;
        int high = segments.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (BeginOf(segments[middle]) <= id.Time - Before)
                low = middle + 1;
            else
                high = middle;
        }

        return segments.Count == 0 ? null : segments[Math.Max(0, low - 1)];
    }

    /// <summary>Whether a segment begins too late to hold the record's opening.</summary>
    public bool IsTooLate(long segment, AuditId id) => BeginOf(segment) > id.Time + After;

    private DateTimeOffset BeginOf(long segment)
    {
        using EntryCursor cursor = new(layout, segment);
        if (!cursor.MoveNext())
            return DateTimeOffset.MaxValue;
        AuditEntry entry = cursor.Parse();
        return entry.Opened?.At ?? entry.Closed?.At ?? entry.Recovered?.At ?? DateTimeOffset.MinValue;
    }
}
