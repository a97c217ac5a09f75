namespace Protocol.Frames;

/// <summary>The three numbers of an upstream's <c>usage</c>. A number that is missing, negative or no integer is 0; a missing total is the sum.</summary>
/// <param name="Prompt">Tokens read.</param>
/// <param name="Completion">Tokens written, of all choices together.</param>
/// <param name="Total">As the upstream says it.</param>
public readonly record struct TokenCounts(long Prompt, long Completion, long Total);
