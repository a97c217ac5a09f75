using System.Text.Json;
using System.Text.Json.Serialization;

namespace Protocol.Chat;

/// <summary>
/// The body of <c>POST /v1/chat/completions</c>, as the CreateChatCompletionRequest schema of OpenAI's OpenAPI
/// document describes it. A null property is a member that was missing or null; nulls are not written. What the
/// gateway has no opinion on stays JSON, and members nobody has heard of survive in <see cref="OpenObject.Extra"/>.
/// </summary>
public sealed record ChatRequest : OpenObject
{
    /// <summary>Name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>The conversation, oldest first.</summary>
    public required IReadOnlyList<ChatMessage> Messages { get; init; }

    /// <summary>True for an event stream.</summary>
    public bool? Stream { get; init; }

    /// <summary>Options of the event stream.</summary>
    public StreamOptions? StreamOptions { get; init; }

    /// <summary>Number of answers, 1 to 128.</summary>
    public int? N { get; init; }

    /// <summary>Most tokens of the answer; the older spelling, which <see cref="MaxCompletionTokens"/> outranks.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>Most tokens of the answer, with those of reasoning.</summary>
    public int? MaxCompletionTokens { get; init; }

    /// <summary>Sampling temperature, 0 to 2.</summary>
    public double? Temperature { get; init; }

    /// <summary>Nucleus sampling mass, 0 to 1.</summary>
    public double? TopP { get; init; }

    /// <summary>-2 to 2.</summary>
    public double? FrequencyPenalty { get; init; }

    /// <summary>-2 to 2.</summary>
    public double? PresencePenalty { get; init; }

    /// <summary>Where the answer must stop: up to four texts. One text is written as a string, as most servers know it.</summary>
    [JsonConverter(typeof(StopConverter))]
    public IReadOnlyList<string>? Stop { get; init; }

    /// <summary>Seed of the sampling, where the server supports one.</summary>
    public long? Seed { get; init; }

    /// <summary>Token id to bias.</summary>
    public JsonElement? LogitBias { get; init; }

    /// <summary>True to get the log probabilities of the answer's tokens.</summary>
    public bool? Logprobs { get; init; }

    /// <summary>How many alternatives each token comes with, 0 to 20.</summary>
    public int? TopLogprobs { get; init; }

    /// <summary>What the model may call.</summary>
    public IReadOnlyList<JsonElement>? Tools { get; init; }

    /// <summary>Whether and which tool must be called.</summary>
    public JsonElement? ToolChoice { get; init; }

    /// <summary>Whether several tools may be called at once.</summary>
    public bool? ParallelToolCalls { get; init; }

    /// <summary>Text, any JSON, or JSON of a schema.</summary>
    public JsonElement? ResponseFormat { get; init; }

    /// <summary>How much a reasoning model thinks.</summary>
    public string? ReasoningEffort { get; init; }

    /// <summary>Up to 16 labels of the caller.</summary>
    public JsonElement? Metadata { get; init; }

    /// <summary>The caller's name of its end user.</summary>
    public string? User { get; init; }

    /// <summary>What the caller asks of this gateway; not OpenAI's, and not for an upstream.</summary>
    [JsonPropertyName("x_gateway")]
    public GatewayRequestOptions? Gateway { get; init; }

    /// <summary>The limit that counts: <see cref="MaxCompletionTokens"/>, else <see cref="MaxTokens"/>.</summary>
    [JsonIgnore]
    public int? TokenLimit => MaxCompletionTokens ?? MaxTokens;
}
