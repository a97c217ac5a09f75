namespace Load.Rounds;

/// <summary>The conditions of a measurement.</summary>
/// <param name="DelayMs">The upstream's time for an answer, milliseconds.</param>
/// <param name="Concurrency">Connections or streams at the same time.</param>
internal readonly record struct Cell(int DelayMs, int Concurrency);

/// <summary>One target under load for a few seconds.</summary>
internal record Slice
{
    public required Cell Cell { get; init; }

    public required int Round { get; init; }

    /// <summary>The target's name.</summary>
    public required string Target { get; init; }

    /// <summary>Answers, or whole streams.</summary>
    public required long Count { get; init; }

    public required long Errors { get; init; }

    /// <summary>Answers, or whole streams, a second.</summary>
    public required double PerSecond { get; init; }

    /// <summary>Median until the answer, or until a stream's first bytes, milliseconds.</summary>
    public required double P50Ms { get; init; }

    /// <summary>The same, which one in a hundred exceeded.</summary>
    public required double P99Ms { get; init; }

    /// <summary>CPU time of the target's processes for each answer or stream, microseconds.</summary>
    public required double CpuMicros { get; init; }
}

/// <summary>A slice of streams.</summary>
internal sealed record StreamSlice : Slice
{
    /// <summary>Median until a stream's end, milliseconds.</summary>
    public required double WholeP50Ms { get; init; }

    /// <summary>Mean of the reads that a stream's body took.</summary>
    public required double Reads { get; init; }
}
