namespace Retrieval.Parsing;

/// <summary>A file cannot be read as a document; the message says what was expected, what was found and where.</summary>
public sealed class DocumentFormatException(string message) : Exception(message);
