using Protocol.Chat;
using Protocol.Completions;

namespace Protocol.Embeddings;

/// <summary>The body of <c>POST /v1/embeddings</c>, as the CreateEmbeddingRequest schema of OpenAI's OpenAPI document describes it.</summary>
public sealed record EmbeddingRequest : OpenObject
{
    /// <summary>Name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>What is to be embedded, at most 2,048 items.</summary>
    public required PromptList Input { get; init; }

    /// <summary><c>float</c> (also when it is not said) or <c>base64</c>.</summary>
    public string? EncodingFormat { get; init; }

    /// <summary>Numbers of each vector; all when it is not said.</summary>
    public int? Dimensions { get; init; }

    /// <summary>The caller's name of its end user.</summary>
    public string? User { get; init; }
}
