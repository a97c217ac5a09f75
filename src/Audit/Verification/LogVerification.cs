using System.Text.Json;
using Audit.Files;
using Audit.Records;

namespace Audit.Verification;

/// <summary>One pass over a whole log, entries and content in step. Memory grows with the records in flight only.</summary>
internal sealed class LogVerification(LogLayout layout, NotedHead? noted)
{
    private readonly LogTree tree = new();
    private long records;
    private long interrupted;
    private long contentsChecked;
    private long unfinishedBytes;

    public VerificationReport Run()
    {
        (HeadCheck heads, VerificationFault? fault) = HeadCheck.Read(layout, noted);
        fault ??= heads.At(tree) ?? VerifySegments(heads) ?? RequireNothingMissing(heads) ?? RequireNothingBehind();
        return new VerificationReport
        {
            Size = tree.Size,
            Root = tree.Frontier.Root(),
            Records = records,
            Unclosed = [.. tree.Open.Order(AuditIdOrder.Instance)],
            Interrupted = interrupted,
            HeadsChecked = heads.Checked,
            ContentsChecked = contentsChecked,
            UnfinishedBytes = unfinishedBytes,
            Fault = fault,
        };
    }

    private VerificationFault? VerifySegments(HeadCheck heads)
    {
        while (true)
        {
            if (VerifySegment(heads) is { } fault)
                return fault;
            long next = tree.Segment + LogLayout.EntriesPerSegment;
            if (tree.Size < next || !File.Exists(layout.EntriesFile(next)))
                return null;
            (tree.Segment, tree.EntriesBytes, tree.ContentBytes) = (next, 0, 0);
        }
    }

    private VerificationFault? VerifySegment(HeadCheck heads)
    {
        using FrameReader entries = new(layout.EntriesFile(tree.Segment), 0, Frame.MaxEntryBytes);
        using ContentReader content = new(layout.ContentFile(tree.Segment), 0);
        FrameStatus status;
        while ((status = entries.Read()) == FrameStatus.Whole)
        {
            if (tree.Size == tree.Segment + LogLayout.EntriesPerSegment)
                return EntryFault(entries, $"at most {LogLayout.EntriesPerSegment} entries in a segment", "one more");
            if ((VerifyEntry(entries, content) ?? heads.At(tree)) is { } fault)
                return fault;
        }

        if (status is FrameStatus.BadLength or FrameStatus.BadChecksum)
            return EntryFault(entries, "a whole entry with a fitting checksum", Describe(status));
        if (status == FrameStatus.Unfinished)
            unfinishedBytes = entries.FileLength - entries.Offset;
        return VerifyRest(content);
    }

    private VerificationFault? VerifyEntry(FrameReader entries, ContentReader content)
    {
        AuditEntry? entry;
        try
        {
            entry = JsonSerializer.Deserialize(entries.Payload, EntryJson.Default.AuditEntry);
        }
        catch (JsonException e)
        {
            return EntryFault(entries, "an audit entry as JSON", e.Message);
        }

        if ((VerifyShape(entry) ?? VerifyOrder(entry!)) is var (expected, found)) // a null entry has no shape
            return EntryFault(entries, expected, found);
        if (VerifyContent(entry!, content) is { } fault)
            return fault;
        tree.Frontier.Append(entries.LeafHash());
        (tree.EntriesBytes, tree.ContentBytes) = (entries.Next, content.FoundEnd);
        return null;
    }

    private static (string Expected, string Found)? VerifyShape(AuditEntry? entry)
    {
        if (entry is null)
            return ("an audit entry", "null");
        if (entry.V != AuditEntry.CurrentVersion)
            return ($"schema version {AuditEntry.CurrentVersion}", $"version {entry.V}");
        int parts = (entry.Opened is null ? 0 : 1) + (entry.Closed is null ? 0 : 1) + (entry.Recovered is null ? 0 : 1);
        return parts == 1 ? null : ("exactly one of opened, closed, recovered", $"{parts} of them");
    }

    private (string Expected, string Found)? VerifyOrder(AuditEntry entry)
    {
        if (entry.Opened is { } opened)
        {
            records++;
            return tree.Open.Add(opened.Id) ? null : ("a record that is not open yet", $"a second opening of {opened.Id}");
        }

        if (entry.Closed is not { } closed)
            return null;
        if (closed.Outcome == RecordOutcome.Interrupted)
            interrupted++;
        return tree.Open.Remove(closed.Id) ? null : ("the closing of an open record", $"a closing of {closed.Id}, which is not open: its opening is missing, or it was closed before");
    }

    private VerificationFault? VerifyContent(AuditEntry entry, ContentReader content)
    {
        foreach ((AuditId id, ContentKind kind, ContentDigest digest) in StoredContents.Of(entry))
        {
            if (!content.Find(id, kind))
                return ContentFault(content, $"the {kind} of {id}", Describe(content.Status));
            if (!StoredContents.Matches(digest, content.Content))
                return ContentFault(content, $"the {kind} of {id} with SHA-256 {digest.StoredSha256 ?? digest.Sha256}", "other bytes");
            contentsChecked++;
        }

        return null;
    }

    /// <summary>Content behind the last entry belongs to entries that are being written, or to none; it must still be whole.</summary>
    private VerificationFault? VerifyRest(ContentReader content) => content.ReadToEnd() is FrameStatus.BadLength or FrameStatus.BadChecksum
        ? ContentFault(content, "whole content with a fitting checksum", Describe(content.Status))
        : null;

    private VerificationFault? RequireNothingMissing(HeadCheck heads) => heads.LargestSize <= tree.Size ? null : new VerificationFault
    {
        File = layout.Relative(layout.EntriesFile(tree.Segment)),
        Offset = tree.EntriesBytes,
        Index = tree.Size,
        Expected = $"entry {tree.Size}: a tree head covers {heads.LargestSize} entries",
        Found = unfinishedBytes > 0 ? $"the first {unfinishedBytes} bytes of one" : "the end of the file",
    };

    private VerificationFault? RequireNothingBehind()
    {
        long behind = layout.Segments().FirstOrDefault(segment => segment > tree.Segment, -1);
        return behind < 0 ? null : new VerificationFault
        {
            File = layout.Relative(layout.EntriesFile(tree.Segment)),
            Offset = tree.EntriesBytes,
            Index = tree.Size,
            Expected = $"entries up to the segment that begins with {behind}",
            Found = "the end of the file",
        };
    }

    private VerificationFault EntryFault(FrameReader entries, string expected, string found) => new()
    {
        File = layout.Relative(layout.EntriesFile(tree.Segment)),
        Offset = entries.Offset,
        Index = tree.Size,
        Expected = expected,
        Found = found,
    };

    private VerificationFault ContentFault(ContentReader content, string expected, string found) => new()
    {
        File = layout.Relative(content.Path),
        Offset = content.Offset,
        Index = tree.Size,
        Expected = expected,
        Found = found,
    };

    private static string Describe(FrameStatus status) => status switch
    {
        FrameStatus.End => "the end of the file",
        FrameStatus.Unfinished => "the end of the file in the middle of a frame",
        FrameStatus.BadLength => "an impossible length",
        FrameStatus.BadChecksum => "a checksum that does not fit",
        FrameStatus.Whole => "a whole frame",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}
