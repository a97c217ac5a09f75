using System.Text.Json;
using Audit.Files;
using Audit.Merkle;
using Audit.Records;

namespace Audit.Log;

/// <summary>
/// Finds the sound end of a log at its opening: replays what lies behind the last head, and cuts from the first thing that
/// is not a whole entry with its content. What lies below the head was flushed to disk before the head was written; when
/// that is missing, something else removed it, and the log refuses to open.
/// </summary>
internal sealed class LogRecoverer(LogLayout layout)
{
    private long cutBytes;
    private Sha256Digest? cutSha256;
    private long cutContentBytes;

    /// <summary>The end found; the files end there too.</summary>
    public LogTail Recover()
    {
        LogTail tail = StartAtHead();
        while (ReplaySegment(tail) && File.Exists(layout.EntriesFile(tail.Segment + LogLayout.EntriesPerSegment)))
        {
            FlushSegment(tail.Segment);
            tail.StartSegment();
        }

        RequireLastLine(tail);
        CutEntries(tail);
        CutContent(tail);
        FlushSegment(tail.Segment);
        return tail;
    }

    /// <summary>What the log says about it; null when it was closed cleanly.</summary>
    public LogRecovery? Note(LogTail tail, DateTimeOffset at) => cutBytes == 0 && cutContentBytes == 0 && tail.Open.Count == 0
        ? null
        : new LogRecovery
        {
            At = at,
            CutBytes = cutBytes,
            CutSha256 = cutSha256,
            CutContentBytes = cutContentBytes,
            Interrupted = tail.Open.Count,
        };

    private LogTail StartAtHead()
    {
        if (HeadFiles.ReadHead(layout) is not { } head)
            return RequireUnused();
        if (!HeadFiles.ReadLines(layout).Any(line => line.Head == head.Line))
            throw new InvalidDataException($"'{layout.HeadsFile}' does not hold the tree head of '{layout.HeadFile}': it was removed or shortened.");
        LogTail tail;
        try
        {
            tail = LogTail.At(head);
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"'{layout.HeadFile}' is no tree head: {e.Message}", e);
        }

        if (tail.Frontier.Root() != head.Root)
            throw new InvalidDataException($"'{layout.HeadFile}' contradicts itself: its frontier has the root {tail.Frontier.Root()}, it says {head.Root}.");
        RequireLength(layout.EntriesFile(tail.Segment), tail.EntriesBytes);
        RequireLength(layout.ContentFile(tail.Segment), tail.ContentBytes);
        return tail;
    }

    /// <summary>A log has its head before its first entry: entries without a head are what somebody left of a log.</summary>
    private LogTail RequireUnused()
    {
        bool isUsed = layout.Segments().Any(segment => BeginsWithFrame(layout.EntriesFile(segment), Frame.MaxEntryBytes))
            || BeginsWithFrame(layout.ContentFile(0), ContentReader.MaxPayload)
            || HeadFiles.ReadLines(layout).Any(line => line.Head is { Size: > 0 });
        return isUsed
            ? throw new InvalidDataException($"'{layout.HeadFile}' is missing, but there are entries: it was removed.")
            : new LogTail();
    }

    private static bool BeginsWithFrame(string path, int maxBytes)
    {
        using FrameReader frames = new(path, 0, maxBytes);
        return frames.Read() == FrameStatus.Whole;
    }

    private void RequireLength(string path, long length)
    {
        long found = File.Exists(path) ? new FileInfo(path).Length : 0;
        if (found < length)
            throw new InvalidDataException($"'{path}' holds {found} bytes, but the tree head covers {length}: it was shortened after it had been flushed.");
    }

    private void RequireLastLine(LogTail tail)
    {
        long size = 0;
        foreach (FoundHeadLine line in HeadFiles.ReadLines(layout))
            size = Math.Max(size, line.Head?.Size ?? 0);
        if (size > tail.Size)
            throw new InvalidDataException($"'{layout.HeadsFile}' has a tree head over {size} entries, but only {tail.Size} are there.");
    }

    /// <summary>True when the segment is full and sound, so that the next may follow.</summary>
    private bool ReplaySegment(LogTail tail)
    {
        using FrameReader entries = new(layout.EntriesFile(tail.Segment), tail.EntriesBytes, Frame.MaxEntryBytes);
        using ContentReader content = new(layout.ContentFile(tail.Segment), tail.ContentBytes);
        while (!tail.IsSegmentFull && entries.Read() == FrameStatus.Whole)
        {
            AuditEntry entry = Parse(entries);
            if (!HasItsContent(entry, content))
                break;
            Note(entry, tail);
            tail.Frontier.Append(entries.LeafHash());
            tail.EntriesBytes = entries.Next;
            tail.ContentBytes = content.FoundEnd;
        }

        return tail.IsSegmentFull;
    }

    private AuditEntry Parse(FrameReader entries)
    {
        try
        {
            return JsonSerializer.Deserialize(entries.Payload, EntryJson.Default.AuditEntry)
                ?? throw new JsonException("Expected an entry, found null.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"An entry at byte {entries.Offset} has a sound checksum but is not ours: {e.Message}", e);
        }
    }

    private static bool HasItsContent(AuditEntry entry, ContentReader content)
    {
        foreach ((AuditId id, ContentKind kind, _) in StoredContents.Of(entry))
        {
            if (!content.Find(id, kind))
                return false;
        }

        return true;
    }

    private static void Note(AuditEntry entry, LogTail tail)
    {
        if (entry.Opened is { } opened)
            tail.Open.Add(opened.Id);
        if (entry.Closed is { } closed)
            tail.Open.Remove(closed.Id);
    }

    /// <summary>The writer that died may not have; no head may speak of what is not on disk.</summary>
    private void FlushSegment(long segment)
    {
        string[] files = [layout.ContentFile(segment), layout.EntriesFile(segment)];
        foreach (string file in files.Where(File.Exists))
            DiskFlush.Flush(file);
    }

    /// <summary>Cuts the entries behind the end. They are kept aside: nothing once written is thrown away unseen.</summary>
    private void CutEntries(LogTail tail)
    {
        foreach (long segment in layout.Segments().Where(segment => segment >= tail.Segment))
        {
            long end = segment == tail.Segment ? tail.EntriesBytes : 0;
            using FileStream file = new(layout.EntriesFile(segment), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            if (file.Length <= end)
                continue;
            cutBytes += file.Length - end;
            KeepAside(file, end, $"{tail.Size}-of-{segment}.log");
            file.SetLength(end);
        }
    }

    private void KeepAside(FileStream file, long end, string name)
    {
        Directory.CreateDirectory(layout.CutFolder);
        string path = Path.Combine(layout.CutFolder, name);
        file.Position = end;
        using (FileStream kept = new(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read))
        {
            file.CopyTo(kept);
            kept.Position = 0;
            cutSha256 ??= new Sha256Digest(System.Security.Cryptography.SHA256.HashData(kept));
            kept.Flush(flushToDisk: true);
        }

        FolderFlush.Flush(layout.CutFolder);
    }

    /// <summary>Cuts content that no entry refers to: nobody was told that it was kept.</summary>
    private void CutContent(LogTail tail)
    {
        foreach (long segment in layout.Segments().Append(tail.Segment).Distinct().Where(segment => segment >= tail.Segment))
        {
            string path = layout.ContentFile(segment);
            long end = segment == tail.Segment ? tail.ContentBytes : 0;
            if (!File.Exists(path))
                continue;
            using FileStream file = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            if (file.Length <= end)
                continue;
            cutContentBytes += file.Length - end;
            file.SetLength(end);
        }
    }
}
