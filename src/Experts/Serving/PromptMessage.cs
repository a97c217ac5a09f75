using System.Collections.Immutable;

namespace Experts.Serving;

/// <summary>One message of a conversation.</summary>
/// <param name="Role">Who speaks: <c>system</c>, <c>user</c>, <c>assistant</c>, <c>tool</c>, or another that the model's template knows.</param>
/// <param name="Content">What is said. Text from outside: special tokens spelled in it stay text.</param>
public sealed record PromptMessage(string Role, string Content)
{
    /// <summary>What the assistant called in this message.</summary>
    public ImmutableArray<CalledTool> Calls { get; init; } = [];
}
