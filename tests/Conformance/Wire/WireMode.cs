namespace Conformance.Wire;

/// <summary>How a client asks for its answer.</summary>
public enum WireMode
{
    /// <summary>In one piece.</summary>
    Whole,

    /// <summary>As a stream.</summary>
    Stream,

    /// <summary>As a stream with <c>stream_options.include_usage</c>.</summary>
    StreamWithUsage,
}
