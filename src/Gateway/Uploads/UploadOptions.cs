using State.Files;

namespace Gateway.Uploads;

/// <summary>How much clients may upload, under <c>Files</c>.</summary>
internal sealed record UploadOptions
{
    /// <summary>Largest file, bytes. 1 to 2^40, default 512 MiB as with OpenAI. It counts instead of <c>Gateway:MaxBodyBytes</c> for uploads.</summary>
    public long MaxFileBytes { get; init; } = FileStoreLimits.Default.MaxFileBytes;

    /// <summary>Bytes of all files together. At least <see cref="MaxFileBytes"/>, default 64 GiB.</summary>
    public long MaxTotalBytes { get; init; } = FileStoreLimits.Default.MaxTotalBytes;

    /// <summary>The same, as the store wants it.</summary>
    public FileStoreLimits ToLimits() => new(MaxFileBytes, MaxTotalBytes);

    /// <summary>Adds what is wrong with these settings.</summary>
    public void Check(List<string> mistakes)
    {
        if (MaxFileBytes is < 1 or > 1L << 40)
        {
            mistakes.Add($"Files:MaxFileBytes is {MaxFileBytes}; expected 1 to {1L << 40}.");
        }

        if (MaxTotalBytes < MaxFileBytes)
        {
            mistakes.Add($"Files:MaxTotalBytes is {MaxTotalBytes}; expected at least Files:MaxFileBytes, which is {MaxFileBytes}.");
        }
    }
}
