namespace Audit.Verification;

/// <summary>The first place where a log is not what it says it is.</summary>
public sealed record VerificationFault
{
    /// <summary>The file, relative to the log's folder.</summary>
    public required string File { get; init; }

    /// <summary>Byte offset in the file; null where the whole file is meant.</summary>
    public long? Offset { get; init; }

    /// <summary>Index of the entry concerned; null where none is.</summary>
    public long? Index { get; init; }

    /// <summary>What should be there.</summary>
    public required string Expected { get; init; }

    /// <summary>What is there.</summary>
    public required string Found { get; init; }
}
