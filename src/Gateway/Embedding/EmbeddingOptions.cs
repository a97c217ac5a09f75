namespace Gateway.Embedding;

/// <summary>The embedding model of the search, under <c>Retrieval:Embedding</c>.</summary>
internal sealed record EmbeddingOptions
{
    /// <summary>
    /// An expert of the registry (<c>minilm</c>, or <c>minilm@version</c>), else a model id of an upstream. Null (default): words alone are
    /// searched. When it changes, documents are embedded anew in the background, and searches use the old vectors until all are there.
    /// </summary>
    public string? Model { get; init; }

    /// <summary>Milliseconds that a question waits for its vector; after that words alone are searched. 1 to 60,000, default 300.</summary>
    public int QuestionMilliseconds { get; init; } = 300;

    /// <summary>Adds what is wrong with these settings.</summary>
    public void Check(List<string> mistakes)
    {
        if (Model is { } model && string.IsNullOrWhiteSpace(model))
            mistakes.Add("Retrieval:Embedding:Model is blank; name an expert or a model of an upstream, or leave it out.");
        if (QuestionMilliseconds is < 1 or > 60_000)
            mistakes.Add($"Retrieval:Embedding:QuestionMilliseconds is {QuestionMilliseconds}; expected 1 to 60000.");
    }
}
