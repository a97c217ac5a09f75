using System.Text.Json;

namespace Protocol.Frames;

/// <summary>The three numbers of an upstream's <c>usage</c>. A number that is missing, negative or no integer is 0; a missing total is the sum.</summary>
/// <param name="Prompt">Tokens read.</param>
/// <param name="Completion">Tokens written, of all choices together.</param>
/// <param name="Total">As the upstream says it.</param>
public readonly record struct TokenCounts(long Prompt, long Completion, long Total)
{
    /// <summary>Reads the value that the reader stands on, up to its end; null when it is no object.</summary>
    internal static TokenCounts? Read(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return null;
        }

        var counts = new TokenCounts(0, 0, -1);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            bool isPrompt = json.ValueTextEquals("prompt_tokens"u8);
            bool isCompletion = json.ValueTextEquals("completion_tokens"u8);
            bool isTotal = json.ValueTextEquals("total_tokens"u8);
            json.Read();
            long count = Count(ref json);
            counts = isPrompt ? counts with { Prompt = Math.Max(0, count) }
                : isCompletion ? counts with { Completion = Math.Max(0, count) }
                : isTotal ? counts with { Total = count }
                : counts;
        }

        return counts.Total >= 0 ? counts : counts with { Total = Sum(counts.Prompt, counts.Completion) };
    }

    /// <summary>The number that the reader stands on, or -1; goes to the value's end.</summary>
    private static long Count(ref Utf8JsonReader json)
    {
        long count = json.TokenType == JsonTokenType.Number && json.TryGetInt64(out long number) ? number : -1;
        json.Skip();
        return count;
    }

    private static long Sum(long prompt, long completion) =>
        prompt > long.MaxValue - completion ? long.MaxValue : prompt + completion;
}
