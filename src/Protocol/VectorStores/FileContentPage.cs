using System.Text.Json.Serialization;

namespace Protocol.VectorStores;

/// <summary>The text that was read of a file (OpenAI's VectorStoreFileContentResponse schema); always one page.</summary>
/// <param name="Data">Its text.</param>
public sealed record FileContentPage(IReadOnlyList<TextContent> Data)
{
    /// <summary>The schema's constant.</summary>
    [JsonPropertyOrder(-1)]
    public string Object => "vector_store.file_content.page";

    /// <summary>Always false.</summary>
    public bool HasMore => false;

    /// <summary>Always null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? NextPage => null;
}
