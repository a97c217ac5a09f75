using System.Text;
using Audit.Files;
using Audit.Records;

namespace Audit.Reading;

/// <summary>Reads a log folder, also while another process writes it. Holds no files open between calls; safe from any thread.</summary>
public sealed class AuditReader(string folder)
{
    private readonly LogLayout layout = new(folder);

    /// <summary>The log's folder.</summary>
    public string Folder => folder;

    /// <summary>
    /// Finds a record with its content; null when there is none. Without an index: the id's time leads to the segment,
    /// a search over its bytes to the entry, some 10 ms a segment.
    /// </summary>
    /// <exception cref="InvalidDataException">An entry on the way is damaged; the message names file and offset.</exception>
    public AuditRecord? Find(AuditId id)
    {
        SegmentTimes times = new(layout);
        if (times.FirstFor(id) is not { } segment)
            return null;
        using EntryCursor cursor = new(layout, segment);
        if (FindOpening(cursor, times, id) is not { } record)
            return null;
        FindClosing(cursor, id, ref record);
        return new ContentSearch(layout).AddTo(record);
    }

    /// <summary>The newest <paramref name="count"/> records, newest first, without content.</summary>
    /// <exception cref="InvalidDataException">An entry on the way is damaged; the message names file and offset.</exception>
    public IReadOnlyList<AuditRecord> Newest(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (OpeningFromEnd(count) is not { } first)
            return [];
        Dictionary<AuditId, AuditRecord> records = [];
        using EntryCursor cursor = new(layout, LogLayout.SegmentOf(first));
        while (cursor.MoveNext())
        {
            if (cursor.Index >= first)
                Collect(cursor, records);
        }

        return [.. records.Values.OrderByDescending(record => record.OpeningIndex).Take(count)];
    }

    private static AuditRecord? FindOpening(EntryCursor cursor, SegmentTimes times, AuditId id)
    {
        byte[] needle = Needle(id);
        while (cursor.MoveNext())
        {
            if (cursor.Index % LogLayout.EntriesPerSegment == 0 && times.IsTooLate(cursor.Index, id))
                return null;
            if (cursor.Payload.IndexOf(needle) >= 0 && cursor.Parse().Opened is { } opening && opening.Id == id)
                return new AuditRecord { Opening = opening, OpeningIndex = cursor.Index, OpeningLeaf = cursor.LeafHash() };
        }

        return null;
    }

    private static void FindClosing(EntryCursor cursor, AuditId id, ref AuditRecord record)
    {
        byte[] needle = Needle(id);
        while (record.Closing is null && cursor.MoveNext())
        {
            if (cursor.Payload.IndexOf(needle) >= 0 && cursor.Parse().Closed is { } closing && closing.Id == id)
                record = record with { Closing = closing, ClosingIndex = cursor.Index, ClosingLeaf = cursor.LeafHash() };
        }
    }

    /// <summary>An id in its place as JSON: inside a string its quotes would be escaped, so a client cannot forge it.</summary>
    private static byte[] Needle(AuditId id) => Encoding.UTF8.GetBytes($"\"id\":\"{id}\"");

    private static void Collect(EntryCursor cursor, Dictionary<AuditId, AuditRecord> records)
    {
        AuditEntry entry = cursor.Parse();
        if (entry.Opened is { } opening)
            records[opening.Id] = new AuditRecord { Opening = opening, OpeningIndex = cursor.Index, OpeningLeaf = cursor.LeafHash() };
        if (entry.Closed is { } closing && records.TryGetValue(closing.Id, out AuditRecord? record))
            records[closing.Id] = record with { Closing = closing, ClosingIndex = cursor.Index, ClosingLeaf = cursor.LeafHash() };
    }

    /// <summary>Index of the opening that has <paramref name="count"/> - 1 openings after it, or of the first one.</summary>
    private long? OpeningFromEnd(int count)
    {
        long? found = null;
        foreach (long segment in layout.Segments().AsEnumerable().Reverse().TakeWhile(_ => count > 0))
        {
            List<long> openings = OpeningsOf(segment);
            int taken = Math.Min(count, openings.Count);
            if (taken > 0)
                found = openings[^taken];
            count -= taken;
        }

        return found;
    }

    private List<long> OpeningsOf(long segment)
    {
        List<long> openings = [];
        using EntryCursor cursor = new(layout, segment);
        while (cursor.MoveNext() && LogLayout.SegmentOf(cursor.Index) == segment)
        {
            if (EntryPeek.IsOpening(cursor.Payload))
                openings.Add(cursor.Index);
        }

        return openings;
    }
}
