namespace Generator.Training;

/// <summary>A document that states the note, and the words in which it does.</summary>
internal sealed record TrainingSource(string Path, string Stated);
