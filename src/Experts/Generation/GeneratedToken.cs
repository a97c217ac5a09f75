using System.Collections.Immutable;
using Experts.Sampling;

namespace Experts.Generation;

/// <summary>One step of an answer.</summary>
/// <param name="Choice">The token; its probability only where the request asks for probabilities.</param>
/// <param name="Top">The likeliest tokens at this place, best first; empty where not asked for.</param>
/// <param name="Finish">Why this token is the last one; null on every other.</param>
public readonly record struct GeneratedToken(TokenChoice Choice, ImmutableArray<TokenChoice> Top, FinishReason? Finish);
