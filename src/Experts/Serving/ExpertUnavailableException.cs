namespace Experts.Serving;

/// <summary>The expert exists but cannot be served now: it does not load, or there is no memory for it (<see cref="ExpertMemoryException"/>).</summary>
public class ExpertUnavailableException(string message, Exception? cause) : Exception(message, cause);
