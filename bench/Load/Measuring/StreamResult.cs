namespace Load.Measuring;

/// <summary>One stream as its client saw it.</summary>
/// <param name="First">From sending until the first bytes of the body.</param>
/// <param name="Whole">Until the end.</param>
/// <param name="Reads">Reads that the body took: 23 when no events came merged, 0 for a stream that failed.</param>
internal readonly record struct StreamSample(TimeSpan First, TimeSpan Whole, int Reads)
{
    public static StreamSample Failed => default;
}

/// <summary>All streams of a run.</summary>
internal sealed class StreamResult
{
    private readonly StreamSample[] _good;

    public StreamResult(IReadOnlyCollection<StreamSample> samples, TimeSpan elapsed)
    {
        _good = [.. samples.Where(sample => sample.Reads > 0)];
        (Count, Errors, Elapsed) = (_good.Length, samples.Count - _good.Length, elapsed);
    }

    /// <summary>Streams that came to their end mark.</summary>
    public int Count { get; }

    /// <summary>Streams that did not.</summary>
    public int Errors { get; }

    public TimeSpan Elapsed { get; }

    /// <summary>Milliseconds until the first bytes, at a share from 0 to 1 of all streams.</summary>
    public double FirstMs(double share) => Percentile(share, sample => sample.First);

    /// <summary>Milliseconds until the end.</summary>
    public double WholeMs(double share) => Percentile(share, sample => sample.Whole);

    /// <summary>Mean of the reads.</summary>
    public double Reads => _good.Average(sample => sample.Reads);

    private double Percentile(double share, Func<StreamSample, TimeSpan> select)
    {
        TimeSpan[] sorted = [.. _good.Select(select).Order()];
        return sorted[(int)(share * (sorted.Length - 1))].TotalMilliseconds;
    }
}
