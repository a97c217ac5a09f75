namespace State.Files;

/// <summary>Bytes that were received and belong to no file yet; dispose it in any case, for what was not kept is then removed.</summary>
public sealed class IncomingFile : IDisposable
{
    internal IncomingFile(string path, long size, string sha256) => (Path, Size, Sha256) = (path, size, sha256);

    /// <summary>Bytes; a little more than the limit when there were too many.</summary>
    public long Size { get; }

    /// <summary>SHA-256 of the bytes, 64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; }

    internal string Path { get; }

    /// <inheritdoc/>
    public void Dispose() => File.Delete(Path); // Gone already when they were kept.
}
