using System.Text.Json;
using System.Text.Json.Serialization;

namespace Protocol.VectorStores;

/// <summary>What a search found of one file (OpenAI's VectorStoreSearchResultItem schema, and where the text stands).</summary>
public sealed record SearchResult
{
    /// <summary>The file.</summary>
    public required string FileId { get; init; }

    /// <summary>Its name.</summary>
    public required string Filename { get; init; }

    /// <summary>0 to 1, higher is better.</summary>
    public required double Score { get; init; }

    /// <summary>What was noted about it.</summary>
    public required JsonElement Attributes { get; init; }

    /// <summary>The passage.</summary>
    public required IReadOnlyList<TextContent> Content { get; init; }

    /// <summary>Where the passage stands.</summary>
    [JsonPropertyName("x_gateway")]
    public PassageSource? Source { get; init; }
}
