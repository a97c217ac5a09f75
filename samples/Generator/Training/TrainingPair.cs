namespace Generator.Training;

/// <summary>A line of the owner's training file: the form that <c>Trainer.Corpus</c> reads.</summary>
internal sealed record TrainingPair(
    string Group, string Kind, string? Note, IReadOnlyList<string> Wordings, string? Subject, string? Attribute, string? Answer,
    IReadOnlyList<TrainingSource>? Documents);
