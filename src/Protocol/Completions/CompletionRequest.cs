using System.Text.Json;
using System.Text.Json.Serialization;
using Protocol.Chat;

namespace Protocol.Completions;

/// <summary>The body of <c>POST /v1/completions</c>, as the CreateCompletionRequest schema of OpenAI's OpenAPI document describes it.</summary>
public sealed record CompletionRequest : OpenObject
{
    /// <summary>Name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>What is to be continued.</summary>
    public required PromptList Prompt { get; init; }

    /// <summary>Text after the place where the answer goes.</summary>
    public string? Suffix { get; init; }

    /// <summary>True to get the prompt before the answer.</summary>
    public bool? Echo { get; init; }

    /// <summary>Of how many candidates the best <c>n</c> are given.</summary>
    public int? BestOf { get; init; }

    /// <summary>Most tokens of each answer; 16 when it is not said.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>Answers for each prompt, 1 to 128.</summary>
    public int? N { get; init; }

    /// <summary>True for an event stream.</summary>
    public bool? Stream { get; init; }

    /// <summary>Options of the event stream.</summary>
    public StreamOptions? StreamOptions { get; init; }

    /// <summary>Sampling temperature, 0 to 2.</summary>
    public double? Temperature { get; init; }

    /// <summary>Nucleus sampling mass, 0 to 1.</summary>
    public double? TopP { get; init; }

    /// <summary>-2 to 2.</summary>
    public double? FrequencyPenalty { get; init; }

    /// <summary>-2 to 2.</summary>
    public double? PresencePenalty { get; init; }

    /// <summary>Where the answer must stop: up to four texts.</summary>
    [JsonConverter(typeof(StopConverter))]
    public IReadOnlyList<string>? Stop { get; init; }

    /// <summary>Seed of the sampling.</summary>
    public long? Seed { get; init; }

    /// <summary>Token id to bias.</summary>
    public JsonElement? LogitBias { get; init; }

    /// <summary>How many alternatives each token comes with, 0 to 5; null for no log probabilities.</summary>
    public int? Logprobs { get; init; }

    /// <summary>The caller's name of its end user.</summary>
    public string? User { get; init; }
}
