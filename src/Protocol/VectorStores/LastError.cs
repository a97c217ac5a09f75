namespace Protocol.VectorStores;

/// <summary>Why a file of a vector store failed.</summary>
/// <param name="Code"><c>server_error</c>, <c>unsupported_file</c> or <c>invalid_file</c>.</param>
/// <param name="Message">For people.</param>
public sealed record LastError(string Code, string Message);
