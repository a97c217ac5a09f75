namespace Trainer.Corpus;

/// <summary>A word that deserves a token of its own.</summary>
/// <param name="Text">With the blank before it.</param>
/// <param name="Pieces">The tokens it is cut into now: the mean of their embeddings starts the new one.</param>
/// <param name="Saved">Tokens that it saves over the texts.</param>
public sealed record DomainToken(string Text, IReadOnlyList<int> Pieces, long Saved);
