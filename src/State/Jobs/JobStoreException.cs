namespace State.Jobs;

/// <summary>The jobs cannot be read or written; the message says why and what to check.</summary>
public sealed class JobStoreException(string message, Exception cause) : Exception(message, cause);
