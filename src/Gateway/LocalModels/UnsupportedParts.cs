using System.Text.Json;
using Protocol.Chat;
using Protocol.Completions;
using Protocol.Errors;

namespace Gateway.LocalModels;

/// <summary>What local models cannot do is refused by name: an answer that passed over it would be taken for one that heeded it.</summary>
internal static class UnsupportedParts
{
    private static readonly string[] UnsupportedMembers = ["functions", "function_call", "audio", "prediction", "web_search_options"];

    /// <summary>Refuses a chat request with such a part; its tools are another's to judge.</summary>
    public static void Refuse(ChatRequest request, bool canCallTools)
    {
        foreach (var member in UnsupportedMembers)
        {
            if (request.Extra.TryGetValue(member, out var value) && value.ValueKind != JsonValueKind.Null)
                throw Unsupported(member, "local models read and write text only");
        }
        if (request.TopLogprobs is not null && request.Logprobs is not true)
            throw new RefusalException(ApiError.InvalidRequest("Invalid 'top_logprobs': it needs 'logprobs' to be true.", "top_logprobs", "invalid_value"));
        for (var at = 0; at < request.Messages.Count; at++)
            Refuse(request.Messages[at], $"messages[{at}]", canCallTools);
    }

    /// <summary>Refuses a completion request with such a part.</summary>
    public static void Refuse(CompletionRequest request)
    {
        if (request.Suffix is { Length: > 0 })
            throw Unsupported("suffix", "local models continue texts and fill no gaps");
        if (request.BestOf is { } candidates && candidates != (request.N ?? 1))
            throw Unsupported("best_of", "local models give every candidate that they make; expected the value of 'n'");
        if (request is { Echo: true, Logprobs: not null })
            throw Unsupported("echo", "log probabilities of the prompt are not computed; leave out 'logprobs' or 'echo'");
    }

    private static void Refuse(ChatMessage message, string at, bool canCallTools)
    {
        if (message.Role is ChatRoles.Function || (!canCallTools && (message.Role is ChatRoles.Tool || message.ToolCalls is { Count: > 0 })))
            throw Unsupported(at, "this model calls no tools");
        if (message.Content?.Parts?.FirstOrDefault(part => part.Text is null) is { } part)
            throw Unsupported($"{at}.content", $"local models read text only, but a part is of type '{part.Type}'");
    }

    private static RefusalException Unsupported(string member, string why) => new(ApiError.InvalidRequest($"'{member}' is not supported here: {why}.", member, "unsupported_parameter"));
}
