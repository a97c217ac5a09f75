using Audit.Files;
using Audit.Merkle;

namespace Audit.Verification;

/// <summary>Compares the recomputed tree with every head that the log has left behind.</summary>
internal sealed class HeadCheck
{
    private readonly LogLayout layout;
    private readonly LogHead? head;
    private readonly List<FoundHeadLine> lines = [];
    private int next;

    private readonly NotedHead? noted;

    private HeadCheck(LogLayout layout, LogHead? head, NotedHead? noted) => (this.layout, this.head, this.noted) = (layout, head, noted);

    /// <summary>Heads compared so far.</summary>
    public long Checked { get; private set; }

    /// <summary>Entries that the largest head covers.</summary>
    public long LargestSize => Math.Max(lines.Count == 0 ? 0 : lines[^1].Head!.Value.Size, noted?.Size ?? 0); // only whole heads are kept

    /// <summary>Reads the heads; a fault when they are damaged or contradict each other.</summary>
    public static (HeadCheck Check, VerificationFault? Fault) Read(LogLayout layout, NotedHead? noted)
    {
        LogHead? head;
        try
        {
            // Before the lines: a writer at work may add a line later, but never replaces the head before its line is there.
            head = HeadFiles.ReadHead(layout);
        }
        catch (InvalidDataException e)
        {
            return (new HeadCheck(layout, null, noted), new VerificationFault { File = "head.json", Expected = "a tree head", Found = e.Message });
        }

        HeadCheck check = new(layout, head, noted);
        return (check, check.ReadLines() ?? check.CompareHeadWithLines());
    }

    /// <summary>Compares the heads over exactly the entries of <paramref name="tree"/>.</summary>
    public VerificationFault? At(LogTree tree)
    {
        for (; next < lines.Count && lines[next].Head is { } line && line.Size <= tree.Size; next++)
        {
            Checked++;
            if (line.Root != tree.Frontier.Root())
                return RootFault(lines[next], line, tree.Frontier.Root());
        }

        if (noted is { } known && known.Size == tree.Size && known.Root != tree.Frontier.Root())
            return NotedFault(known, tree.Frontier.Root());
        return head?.Size == tree.Size ? CompareHead(head, tree) : null;
    }

    private static VerificationFault NotedFault(NotedHead known, Sha256Digest root) => new()
    {
        File = "heads.log",
        Index = known.Size,
        Expected = $"root {known.Root} over the first {known.Size} entries, as it was noted",
        Found = $"root {root}: this is not the log that the note was taken from, or it was rewritten since",
    };

    private static VerificationFault RootFault(FoundHeadLine found, HeadLine line, Sha256Digest root) => new()
    {
        File = "heads.log",
        Offset = found.Offset,
        Index = line.Size,
        Expected = $"root {line.Root} over the first {line.Size} entries, as the log said at {line.At:O}",
        Found = $"root {root}: one of these entries was changed, added or removed since",
    };

    private VerificationFault? ReadLines()
    {
        long size = 0;
        foreach (FoundHeadLine line in HeadFiles.ReadLines(layout).Where(line => line.IsWhole))
        {
            if (line.Head is not { } found)
                return new VerificationFault { File = "heads.log", Offset = line.Offset, Expected = "a tree head with a fitting checksum", Found = "a damaged line" };
            if (found.Size < size)
                return new VerificationFault { File = "heads.log", Offset = line.Offset, Expected = $"a head over at least {size} entries", Found = $"a head over {found.Size}" };
            size = found.Size;
            lines.Add(line);
        }

        return null;
    }

    private VerificationFault? CompareHeadWithLines()
    {
        if (head is null)
            return new VerificationFault { File = "head.json", Expected = "a tree head, as every log has from its first opening on", Found = "no file: this never was a log, or it was emptied" };

        return lines.Any(line => line.Head == head.Line)
            ? null
            : new VerificationFault { File = "heads.log", Index = head.Size, Expected = $"the line of head.json: {head.Line}", Found = "no such line" };
    }

    private static VerificationFault? CompareHead(LogHead head, LogTree tree)
    {
        LogHead found = tree.ToHead(head);
        string? differs = head.V != found.V ? "v"
            : head.Root != found.Root ? "root"
            : !head.Frontier.SequenceEqual(found.Frontier) ? "frontier"
            : !head.Open.SequenceEqual(found.Open) ? "open"
            : head.Segment == head.Size && head is { EntriesBytes: 0, ContentBytes: 0, Size: > 0 } ? null // the next segment, still empty
            : head.Segment != found.Segment ? "segment"
            : head.EntriesBytes != found.EntriesBytes ? "entries_bytes"
            : head.ContentBytes != found.ContentBytes ? "content_bytes"
            : null;
        return differs is null ? null : new VerificationFault
        {
            File = "head.json",
            Index = head.Size,
            Expected = $"the {differs} of the first {head.Size} entries",
            Found = $"another {differs}",
        };
    }
}
