using Retrieval.Ingestion;
using State.VectorStores;

namespace Gateway.Library;

/// <summary>What came of reading a file: a document, or why there is none.</summary>
internal sealed record ReadFile(StoreFile File, PreparedDocument? Document, string? ErrorCode, string? ErrorMessage)
{
    /// <summary>It was read.</summary>
    public static ReadFile Prepared(StoreFile file, PreparedDocument document) => new(file, document, null, null);

    /// <summary>It was not; in OpenAI's word and for people.</summary>
    public static ReadFile Failed(StoreFile file, string code, string message) => new(file, null, code, message);

    /// <summary>It was not.</summary>
    public static ReadFile Failed(StoreFile file, IntakeFailure failure) => Failed(file, failure.IsUnsupported ? "unsupported_file" : "invalid_file", failure.Reason);
}
