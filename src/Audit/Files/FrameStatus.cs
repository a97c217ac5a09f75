namespace Audit.Files;

/// <summary>What a reader found where a frame should begin.</summary>
internal enum FrameStatus
{
    /// <summary>A whole frame whose checksum fits.</summary>
    Whole,

    /// <summary>The end of the file, or no file.</summary>
    End,

    /// <summary>The beginning of a frame that the file ends in.</summary>
    Unfinished,

    /// <summary>A length of zero or beyond the limit.</summary>
    BadLength,

    /// <summary>A whole frame whose checksum does not fit.</summary>
    BadChecksum,
}
