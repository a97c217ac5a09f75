using System.Text.Json;
using Audit.Files;
using Audit.Merkle;
using Audit.Records;

namespace Audit.Reading;

/// <summary>Walks the entries from the beginning of a segment to the end of the log, as it is when the end is reached.</summary>
internal sealed class EntryCursor(LogLayout layout, long segment) : IDisposable
{
    private FrameReader frames = Open(layout, segment);

    /// <summary>Index of the entry at hand; one before the first until <see cref="MoveNext"/>.</summary>
    public long Index { get; private set; } = segment - 1;

    public ReadOnlySpan<byte> Payload => frames.Payload;

    public Sha256Digest LeafHash() => frames.LeafHash();

    /// <summary>Goes to the next entry; false at the end or at a frame that its writer has not finished.</summary>
    /// <exception cref="InvalidDataException">The frame is damaged.</exception>
    public bool MoveNext()
    {
        if (Index == segment + LogLayout.EntriesPerSegment - 1)
            NextSegment();
        FrameStatus status = frames.Read();
        if (status is FrameStatus.End or FrameStatus.Unfinished)
            return false;
        if (status != FrameStatus.Whole)
            throw Damaged($"found {(status == FrameStatus.BadLength ? "an impossible length" : "a checksum that does not fit")}");
        Index++;
        return true;
    }

    public AuditEntry Parse()
    {
        try
        {
            return JsonSerializer.Deserialize(Payload, EntryJson.Default.AuditEntry)
                ?? throw new JsonException("found null");
        }
        catch (JsonException e)
        {
            throw Damaged(e.Message);
        }
    }

    public void Dispose() => frames.Dispose();

    private static FrameReader Open(LogLayout layout, long segment) => new(layout.EntriesFile(segment), 0, Frame.MaxEntryBytes);

    private void NextSegment()
    {
        segment += LogLayout.EntriesPerSegment;
        frames.Dispose();
        frames = Open(layout, segment);
    }

    private InvalidDataException Damaged(string found)
        => new($"'{layout.EntriesFile(segment)}' is damaged at byte {frames.Offset} (near entry {Index + 1}): expected a whole entry, {found}. Verify the log.");
}
