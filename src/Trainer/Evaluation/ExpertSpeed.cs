namespace Trainer.Evaluation;

/// <summary>How fast an expert answers on this machine; other work beside it slows it down.</summary>
/// <param name="QuestionsPerSecond">Many questions at once.</param>
/// <param name="TokensPerSecond">Tokens generated then.</param>
/// <param name="NoteMilliseconds">Median of one generated note alone; null for no model.</param>
/// <param name="RecallMilliseconds">Median of one look-up alone; null for no memory.</param>
internal sealed record ExpertSpeed(double QuestionsPerSecond, double TokensPerSecond, double? NoteMilliseconds, double? RecallMilliseconds);
