using System.Net;

namespace Retrieval.Stores.Qdrant;

/// <summary>The Qdrant server refused something, answered what it may not, or did not answer. Like any failed read, it leaves sources out of an answer and does not end it.</summary>
public sealed class QdrantException : IOException
{
    /// <summary>Says what was expected, what was found, and what to do.</summary>
    public QdrantException(string message, HttpStatusCode? status, Exception? inner)
        : base(message, inner) => Status = status;

    /// <summary>The status of the answer; null when there was none, or it could not be read.</summary>
    public HttpStatusCode? Status { get; }
}
