namespace Gateway.Embedding;

/// <summary>Settings of the search engine, under <c>Retrieval</c>.</summary>
internal sealed record RetrievalOptions
{
    /// <summary>The engine: <c>Embedded</c> (default) or <c>Qdrant</c>.</summary>
    public RetrievalEngine Store { get; init; }

    /// <summary>The embedding model.</summary>
    public EmbeddingOptions Embedding { get; init; } = new();

    /// <summary>The Qdrant server, where <see cref="Store"/> is <c>Qdrant</c>.</summary>
    public QdrantSettings Qdrant { get; init; } = new();

    /// <summary>Adds what is wrong with these settings.</summary>
    public void Check(List<string> mistakes)
    {
        Embedding.Check(mistakes);
        if (Store == RetrievalEngine.Qdrant)
            Qdrant.Check(mistakes);
    }
}
