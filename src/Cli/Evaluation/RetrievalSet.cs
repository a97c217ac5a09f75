namespace Cli.Evaluation;

/// <summary>Questions with the documents that answer them.</summary>
/// <param name="Name">Of the set.</param>
/// <param name="Stemming">Whether its documents are indexed by stems.</param>
/// <param name="Documents">Among which is searched.</param>
/// <param name="Questions">What is asked.</param>
internal sealed record RetrievalSet(string Name, bool Stemming, IReadOnlyList<SetDocument> Documents, IReadOnlyList<SetQuestion> Questions);
