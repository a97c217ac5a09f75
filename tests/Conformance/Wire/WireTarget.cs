namespace Conformance.Wire;

/// <summary>What a client is pointed at: the upstream itself, or the gateway before it.</summary>
/// <param name="Name"><c>direct</c> or <c>gateway</c>.</param>
/// <param name="BaseUrl">The address with the <c>/v1</c>.</param>
/// <param name="ApiKey">The key that the client presents.</param>
public sealed record WireTarget(string Name, Uri BaseUrl, string ApiKey);
