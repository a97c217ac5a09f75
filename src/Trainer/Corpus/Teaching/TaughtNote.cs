namespace Trainer.Corpus.Teaching;

/// <summary>One line of a teacher's reply.</summary>
internal sealed record TaughtNote
{
    public required string Note { get; init; }

    public required string Answer { get; init; }

    /// <summary>Word for word from the passage.</summary>
    public required string Quote { get; init; }

    public required IReadOnlyList<string> Wordings { get; init; }
}
