namespace Audit.Records;

/// <summary>One try at an upstream, in order.</summary>
public sealed record UpstreamAttempt
{
    /// <summary>The upstream's configured name.</summary>
    public required string Upstream { get; init; }

    /// <summary>HTTP status of its response; null when there was none.</summary>
    public int? Status { get; init; }

    /// <summary>What went wrong; null for the try whose answer was used.</summary>
    public string? Error { get; init; }

    /// <summary>Milliseconds from the start of the try to its first byte or its failure.</summary>
    public double? Ms { get; init; }
}
