namespace State.Files;

/// <summary>The file store cannot be used; the message says which file, what happened, and what to do.</summary>
/// <param name="message">For the operator.</param>
/// <param name="inner">What the system said; null when it said nothing.</param>
public sealed class FileStoreException(string message, Exception? inner = null) : Exception(message, inner);
