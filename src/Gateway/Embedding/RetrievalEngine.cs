namespace Gateway.Embedding;

/// <summary>The engines that can search.</summary>
internal enum RetrievalEngine
{
    /// <summary>In this process: words in the SQLite file of the documents, vectors in memory.</summary>
    Embedded,

    /// <summary>On a Qdrant server, by <c>Retrieval:Qdrant</c>; the SQLite file keeps the documents.</summary>
    Qdrant,
}
