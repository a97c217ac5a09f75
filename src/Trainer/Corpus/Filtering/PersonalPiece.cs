namespace Trainer.Corpus.Filtering;

/// <summary>A piece of personal data in a text.</summary>
/// <param name="Kind">Such as <c>e-mail</c>.</param>
/// <param name="Start">Its first character.</param>
/// <param name="End">The character behind its last.</param>
internal readonly record struct PersonalPiece(string Kind, int Start, int End);
