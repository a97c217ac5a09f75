using System.Text.Json;
using System.Text.Json.Serialization;

namespace Protocol.Chat;

/// <summary>A whole answer (CreateChatCompletionResponse).</summary>
public sealed record ChatCompletion : OpenObject
{
    /// <summary>Name of the answer, <c>chatcmpl-…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Always <c>chat.completion</c>.</summary>
    public string Object => "chat.completion";

    /// <summary>When it was made, seconds since 1970.</summary>
    public required long Created { get; init; }

    /// <summary>The model that answered.</summary>
    public required string Model { get; init; }

    /// <summary>The answers, as many as were asked for.</summary>
    public required IReadOnlyList<ChatChoice> Choices { get; init; }

    /// <summary>Tokens used.</summary>
    public Usage? Usage { get; init; }

    /// <summary>Changes when the model or its set-up changes.</summary>
    public string? SystemFingerprint { get; init; }

    /// <summary>What this gateway adds when the request asks for it.</summary>
    [JsonPropertyName("x_gateway")]
    public JsonElement? Gateway { get; init; }
}
