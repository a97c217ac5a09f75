using System.Text.Json;
using Protocol.Chat;
using Protocol.Completions;

namespace Gateway.LocalModels;

/// <summary>The members about choosing tokens that chat and legacy completions have in common.</summary>
internal sealed record SamplingWishes(
    double? Temperature, double? TopP, double? PresencePenalty, double? FrequencyPenalty, long? Seed, JsonElement? LogitBias,
    int? TopLogprobs, IReadOnlyDictionary<string, JsonElement> Extra)
{
    /// <summary>Those of a chat request.</summary>
    public static SamplingWishes Of(ChatRequest request) => new(
        request.Temperature, request.TopP, request.PresencePenalty, request.FrequencyPenalty, request.Seed, request.LogitBias,
        request.Logprobs is true ? request.TopLogprobs ?? 0 : null, request.Extra);

    /// <summary>Those of a completion request.</summary>
    public static SamplingWishes Of(CompletionRequest request) => new(
        request.Temperature, request.TopP, request.PresencePenalty, request.FrequencyPenalty, request.Seed, request.LogitBias,
        request.Logprobs, request.Extra);
}
