using System.Collections.Immutable;

namespace Experts.Serving;

/// <summary>What is new of an answer.</summary>
/// <param name="Text">More text, whole characters; may be empty.</param>
/// <param name="Tokens">The tokens that became certain, when probabilities were asked for.</param>
/// <param name="End">Set on the last piece.</param>
public readonly record struct AnswerPiece(string Text, ImmutableArray<AnswerToken> Tokens, AnswerEnd? End)
{
    /// <summary>Calls of tools that became whole; none where none are offered.</summary>
    public ImmutableArray<CalledTool> Calls { get; init; }

    /// <summary>Whether there is nothing to tell.</summary>
    public bool IsEmpty => Text.Length == 0 && Calls.IsDefaultOrEmpty && Tokens.IsDefaultOrEmpty && End is null;
}
