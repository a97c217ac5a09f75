using System.Collections.Immutable;

namespace Protocol.Completions;

/// <summary>One text, or one text as the model's own tokens. Exactly one of the two is not null.</summary>
public sealed record PromptItem
{
    /// <summary>A text.</summary>
    public PromptItem(string text) => Text = text;

    /// <summary>Token ids.</summary>
    public PromptItem(ImmutableArray<int> tokens) => Tokens = tokens;

    /// <summary>The text.</summary>
    public string? Text { get; }

    /// <summary>The ids.</summary>
    public ImmutableArray<int>? Tokens { get; }
}
