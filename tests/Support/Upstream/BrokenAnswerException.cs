namespace Support.Upstream;

/// <summary>
/// Breaks an answer off. Kestrel sends what was written, then closes the connection without the chunk that
/// would end the body, so that every client sees it cut at the same byte; aborting the connection instead
/// throws away what has not been sent yet.
/// </summary>
internal sealed class BrokenAnswerException() : Exception("The case breaks its answer off here.");
