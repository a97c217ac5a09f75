namespace Experts.Serving;

/// <summary>The end of an answer.</summary>
/// <param name="Reason">Why it ended.</param>
/// <param name="Tokens">Tokens generated, the end token and those of a stop text included.</param>
public sealed record AnswerEnd(StopReason Reason, int Tokens);
