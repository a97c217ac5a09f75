namespace Protocol.Frames;

/// <summary>The top-level members of a request that a frame is made of; each may appear once.</summary>
[Flags]
internal enum RequestMembers
{
    /// <summary>None yet.</summary>
    None = 0,

    /// <summary><c>model</c></summary>
    Model = 1,

    /// <summary><c>messages</c>, <c>prompt</c> or <c>input</c></summary>
    Subject = 2,

    /// <summary><c>stream</c></summary>
    Stream = 4,

    /// <summary><c>stream_options</c></summary>
    StreamOptions = 8,

    /// <summary><c>x_gateway</c></summary>
    Gateway = 16,
}
