namespace Protocol.Chat;

/// <summary>The <c>x_gateway</c> member of a request, an extension of this gateway.</summary>
public sealed record GatewayRequestOptions : OpenObject
{
    /// <summary>True to get an <c>x_gateway</c> object in the answer: route, sources, audit id.</summary>
    public bool? Include { get; init; }
}
