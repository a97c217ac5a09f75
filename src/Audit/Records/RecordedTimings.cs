namespace Audit.Records;

/// <summary>Durations in milliseconds, counted from the arrival of the request.</summary>
public sealed record RecordedTimings
{
    /// <summary>Until the first byte of the answer left.</summary>
    public double? FirstByteMs { get; init; }

    /// <summary>Until the end of the answer.</summary>
    public double? TotalMs { get; init; }

    /// <summary>The gateway's own share of it.</summary>
    public double? OverheadMs { get; init; }
}
