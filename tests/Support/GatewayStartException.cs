namespace Support;

/// <summary>A gateway process could not be started; the message says why and holds what it wrote.</summary>
public sealed class GatewayStartException(string message) : Exception(message);
