using Protocol.Frames;

namespace Gateway.Hosting;

/// <summary>Settings of the process as a whole, under <c>Gateway</c>.</summary>
internal sealed record GatewayOptions
{
    /// <summary>Folder of everything that is remembered. Default: <c>data</c> beside the solution, or beside the program.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Address under which clients reach the gateway, for links in citations. Default: the first address it listens on.</summary>
    public string? PublicBaseUrl { get; init; }

    /// <summary>Largest request body, bytes. 1,024 to 1 GiB, default 32 MiB (images as data URIs fit).</summary>
    public long MaxBodyBytes { get; init; } = RequestLimits.Default.MaxBodyBytes;

    /// <summary>Deepest JSON nesting of a request. 8 to 1,000, default 64.</summary>
    public int MaxJsonDepth { get; init; } = RequestLimits.Default.MaxJsonDepth;

    /// <summary>Adds what is wrong with these settings.</summary>
    public void Check(List<string> mistakes)
    {
        if (MaxBodyBytes is < 1024 or > 1024 * 1024 * 1024)
            mistakes.Add($"Gateway:MaxBodyBytes is {MaxBodyBytes}; expected 1024 to {1024 * 1024 * 1024}.");
        if (MaxJsonDepth is < 8 or > 1000)
            mistakes.Add($"Gateway:MaxJsonDepth is {MaxJsonDepth}; expected 8 to 1000.");
        if (PublicBaseUrl is { } url && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            mistakes.Add($"Gateway:PublicBaseUrl is '{url}'; expected an absolute http or https address.");
    }
}
