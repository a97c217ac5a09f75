namespace Protocol.Frames;

/// <summary>What a request asks for; it decides which member, beside the model, must be there.</summary>
public enum RequestKind
{
    /// <summary><c>/v1/chat/completions</c>: <c>messages</c>, an array.</summary>
    Chat,

    /// <summary><c>/v1/completions</c>: <c>prompt</c>.</summary>
    Completion,

    /// <summary><c>/v1/embeddings</c>: <c>input</c>.</summary>
    Embedding,
}
