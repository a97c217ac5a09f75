namespace Trainer.Corpus;

/// <summary>How far a corpus is.</summary>
/// <param name="Step">Its name, such as <c>documents</c>.</param>
/// <param name="Done">Parts of the step that are done.</param>
/// <param name="Total">Parts of the step.</param>
public readonly record struct CorpusProgress(string Step, int Done, int Total);
