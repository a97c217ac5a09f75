using Audit.Records;

namespace Audit.Files;

/// <summary>
/// Walks a content file in step with its segment's entries: content lies in the order of the entries that refer to it, so
/// one pass finds it all without an index.
/// </summary>
internal sealed class ContentReader(string path, long offset) : IDisposable
{
    /// <summary>Largest payload accepted; the largest content of the options and its key.</summary>
    public const int MaxPayload = 64 * 1024 * 1024 + ContentFrame.KeySize;

    private readonly FrameReader frames = new(path, offset, MaxPayload);

    public string Path => path;

    /// <summary>Where the frame last looked at begins.</summary>
    public long Offset => frames.Offset;

    /// <summary>End of the last frame that was found.</summary>
    public long FoundEnd { get; private set; } = offset;

    public long FileLength => frames.FileLength;

    /// <summary>What ended the search when it found nothing.</summary>
    public FrameStatus Status { get; private set; } = FrameStatus.End;

    /// <summary>The content found; valid until the next call.</summary>
    public ReadOnlySpan<byte> Content => frames.Payload[ContentFrame.KeySize..];

    /// <summary>Moves forward to the content of that record and kind. Frames in between belong to no entry and are passed over.</summary>
    public bool Find(AuditId id, ContentKind kind)
    {
        Span<byte> key = stackalloc byte[ContentFrame.KeySize];
        ContentFrame.WriteKey(key, id, kind);
        while ((Status = frames.Read()) == FrameStatus.Whole)
        {
            if (!frames.Payload.StartsWith(key))
                continue;
            FoundEnd = frames.Next;
            return true;
        }

        return false;
    }

    /// <summary>Reads to the end, checking checksums; <see cref="FrameStatus.End"/> when nothing is wrong.</summary>
    public FrameStatus ReadToEnd()
    {
        while ((Status = frames.Read()) == FrameStatus.Whole)
        {
        }

        return Status;
    }

    public void Dispose() => frames.Dispose();
}
