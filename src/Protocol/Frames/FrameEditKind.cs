namespace Protocol.Frames;

/// <summary>What a request body can be changed in; the kinds that ask for usage differ in what the body has in its place.</summary>
internal enum FrameEditKind
{
    /// <summary>Another value of <c>model</c>.</summary>
    Model,

    /// <summary>The <c>x_gateway</c> member left out, with the comma that parted it from its neighbour.</summary>
    CutGateway,

    /// <summary>There is no <c>stream_options</c>: a new first member of the body.</summary>
    NewStreamOptions,

    /// <summary><c>stream_options</c> is null.</summary>
    StreamOptionsForNull,

    /// <summary><c>stream_options</c> is an empty object.</summary>
    UsageIntoEmptyOptions,

    /// <summary><c>stream_options</c> lacks <c>include_usage</c>: a new first member of it.</summary>
    UsageIntoOptions,

    /// <summary><c>include_usage</c> is false or null.</summary>
    TrueForUsage,
}
