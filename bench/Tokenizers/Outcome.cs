namespace Tokenizers;

/// <summary>What one pass over the texts gave.</summary>
/// <param name="Seconds">Time taken.</param>
/// <param name="Tokens">Number of ids.</param>
/// <param name="Hash">Of all ids, in order.</param>
internal sealed record Outcome(double Seconds, long Tokens, int Hash);
