using System.Collections.Immutable;
using Experts.Sampling;

namespace Experts.Generation;

/// <summary>One prompt to continue, in tokens: an engine knows no text.</summary>
public sealed record GenerationRequest
{
    /// <summary>The prompt; at least one token, each within the vocabulary.</summary>
    public required ImmutableArray<int> Prompt { get; init; }

    /// <summary>Most tokens to generate; over 0. Prompt and answer together stay within the model's context.</summary>
    public required int MaxTokens { get; init; }

    /// <summary>Tokens that end the answer; they are reported with <see cref="FinishReason.EndToken"/>.</summary>
    public required ImmutableArray<int> EndTokens { get; init; }

    /// <summary>How tokens are chosen; the default changes nothing.</summary>
    public SamplingSettings Sampling { get; init; } = new();

    /// <summary>Restricts the answer, such as to a JSON schema; used by this request alone.</summary>
    public ITokenConstraint? Constraint { get; init; }

    /// <summary>A loaded adapter; 0 is the base model.</summary>
    public int Adapter { get; init; }

    /// <summary>When the request is given up if it still waits for a place; null waits as long as the caller.</summary>
    public DateTimeOffset? AdmissionDeadline { get; init; }
}
