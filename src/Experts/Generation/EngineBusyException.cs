namespace Experts.Generation;

/// <summary>The engine has no place for the request now; the client may try again later.</summary>
public sealed class EngineBusyException(string message) : Exception(message);
