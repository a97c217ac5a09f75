using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Experts.Sampling;
using Experts.Serving;
using Protocol.Errors;

namespace Gateway.LocalModels;

/// <summary>What a request says about choosing tokens, checked for one model and as its sampler takes it.</summary>
internal static class SamplingPlan
{
    private const int MostBiases = 1024;

    /// <summary>Nucleus sampling with nothing in the nucleus still has its likeliest token.</summary>
    private const float LeastTopP = 1e-6f;

    /// <summary>Takes over a request's members.</summary>
    /// <exception cref="RefusalException">One of them is wrong for this model.</exception>
    public static SamplingSettings Of(SamplingWishes wishes, int vocabulary) => new()
    {
        Temperature = (float)(wishes.Temperature ?? 1),
        TopP = Math.Max((float)(wishes.TopP ?? 1), LeastTopP),
        TopK = (int)Extra(wishes, "top_k", 0, 1_000_000, otherwise: 0),
        MinP = (float)Extra(wishes, "min_p", 0, 1, otherwise: 0),
        RepetitionPenalty = (float)Extra(wishes, "repetition_penalty", 0.01, 100, otherwise: 1),
        PresencePenalty = (float)(wishes.PresencePenalty ?? 0),
        FrequencyPenalty = (float)(wishes.FrequencyPenalty ?? 0),
        LogitBias = wishes.LogitBias is { ValueKind: JsonValueKind.Object } members ? Biases(members, vocabulary) : ImmutableDictionary<int, float>.Empty,
        Seed = wishes.Seed is { } seed ? unchecked((ulong)seed) : AnswerSettings.FreshSeed(),
        TopLogProbabilities = wishes.TopLogprobs,
    };

    private static ImmutableDictionary<int, float> Biases(JsonElement members, int vocabulary)
    {
        var biases = ImmutableDictionary.CreateBuilder<int, float>();
        foreach (var member in members.EnumerateObject())
        {
            if (!int.TryParse(member.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var token) || token >= vocabulary)
                throw Wrong("logit_bias", $"'{member.Name}' is no token of this model; expected 0 to {vocabulary - 1}");
            if (!IsNumber(member.Value, -100, 100))
                throw Wrong("logit_bias", $"the bias of token {token} is no number from -100 to 100");
            biases[token] = (float)member.Value.GetDouble();
        }
        return biases.Count <= MostBiases ? biases.ToImmutable() : throw Wrong("logit_bias", $"expected at most {MostBiases} tokens, but got {biases.Count}");
    }

    /// <summary>A member that OpenAI does not document and other servers of open models do.</summary>
    private static double Extra(SamplingWishes wishes, string name, double least, double most, double otherwise)
    {
        if (!wishes.Extra.TryGetValue(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return otherwise;
        return IsNumber(value, least, most)
            ? value.GetDouble()
            : throw Wrong(name, string.Create(CultureInfo.InvariantCulture, $"expected a number from {least} to {most}"));
    }

    private static bool IsNumber(JsonElement value, double least, double most) =>
        value.ValueKind == JsonValueKind.Number && value.GetDouble() is var number && number >= least && number <= most;

    private static RefusalException Wrong(string member, string why) => new(ApiError.InvalidRequest($"Invalid '{member}': {why}.", member, "invalid_value"));
}
