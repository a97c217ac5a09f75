namespace Protocol.Frames;

/// <summary>How much of a request body is looked at before it is refused.</summary>
/// <param name="MaxBodyBytes">Longest body, bytes. Default 32 MiB: room for a few images as data URIs.</param>
/// <param name="MaxJsonDepth">Deepest nesting of objects and arrays, the body itself being 1; 2 to 1,000. Default 64, the default of System.Text.Json, of which real requests use about 10.</param>
public sealed record RequestLimits(long MaxBodyBytes = RequestLimits.DefaultMaxBodyBytes, int MaxJsonDepth = RequestLimits.DefaultMaxJsonDepth)
{
    /// <summary>32 MiB.</summary>
    public const long DefaultMaxBodyBytes = 32 * 1024 * 1024;

    /// <summary>64 levels.</summary>
    public const int DefaultMaxJsonDepth = 64;

    /// <summary>Both defaults.</summary>
    public static RequestLimits Default { get; } = new();
}
