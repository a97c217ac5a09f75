using System.Text.Json;
using System.Text.Json.Serialization;

namespace Protocol.Chat;

/// <summary>One event of a streamed answer (CreateChatCompletionStreamResponse). Id, created and model are the same in every chunk of a stream.</summary>
public sealed record ChatCompletionChunk : OpenObject
{
    /// <summary>Name of the answer, <c>chatcmpl-…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Always <c>chat.completion.chunk</c>.</summary>
    public string Object => "chat.completion.chunk";

    /// <summary>When the answer was begun, seconds since 1970.</summary>
    public required long Created { get; init; }

    /// <summary>The model that answers.</summary>
    public required string Model { get; init; }

    /// <summary>What is new; empty in the chunk that carries the usage.</summary>
    public required IReadOnlyList<ChunkChoice> Choices { get; init; }

    /// <summary>Tokens used, in the last chunk when the request asks for it.</summary>
    public Usage? Usage { get; init; }

    /// <summary>Changes when the model or its set-up changes.</summary>
    public string? SystemFingerprint { get; init; }

    /// <summary>What this gateway adds when the request asks for it.</summary>
    [JsonPropertyName("x_gateway")]
    public JsonElement? Gateway { get; init; }
}
