using System.Collections.Immutable;

namespace Experts.Serving;

/// <summary>A token of an answer with its probability, for requests that ask for it.</summary>
/// <param name="Text">The token's text; U+FFFD stands for a part of a character.</param>
/// <param name="Bytes">Its bytes: those of neighbouring tokens may make a character together.</param>
/// <param name="LogProbability">Natural logarithm, under the model's own distribution.</param>
/// <param name="Top">The likeliest tokens at this place, best first, without alternatives of their own.</param>
public sealed record AnswerToken(string Text, ReadOnlyMemory<byte> Bytes, float LogProbability, ImmutableArray<AnswerToken> Top);
