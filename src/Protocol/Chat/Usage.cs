using System.Text.Json;

namespace Protocol.Chat;

/// <summary>Tokens of a request and all its answers.</summary>
public sealed record Usage : OpenObject
{
    /// <summary>Tokens read.</summary>
    public long PromptTokens { get; init; }

    /// <summary>Tokens written.</summary>
    public long CompletionTokens { get; init; }

    /// <summary>Both.</summary>
    public long TotalTokens { get; init; }

    /// <summary>What the read tokens were, such as cached ones.</summary>
    public JsonElement? PromptTokensDetails { get; init; }

    /// <summary>What the written tokens were, such as reasoning.</summary>
    public JsonElement? CompletionTokensDetails { get; init; }

    /// <summary>Usage of these counts.</summary>
    public static Usage Of(long prompt, long completion) =>
        new() { PromptTokens = prompt, CompletionTokens = completion, TotalTokens = prompt + completion };
}
