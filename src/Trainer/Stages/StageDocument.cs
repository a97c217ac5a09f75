namespace Trainer.Stages;

/// <summary>A text to train on.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Text">All of it.</param>
public sealed record StageDocument(string Id, string Text);
