namespace State.Files;

/// <summary>How much a file store takes.</summary>
/// <param name="MaxFileBytes">Largest file, bytes. OpenAI's own limit is 512 MB.</param>
/// <param name="MaxTotalBytes">Bytes of all files together; the same content counts once for each of its ids.</param>
public sealed record FileStoreLimits(long MaxFileBytes, long MaxTotalBytes)
{
    /// <summary>512 MiB a file, 64 GiB together.</summary>
    public static FileStoreLimits Default { get; } = new(512L << 20, 64L << 30);
}
