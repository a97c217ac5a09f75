using Experts.Notes;

namespace Trainer.Evaluation;

/// <summary>What became of one question: the witnesses' words, and which of them were right.</summary>
internal sealed record QuestionOutcome
{
    /// <summary>What was asked.</summary>
    public required EvaluationQuestion Question { get; init; }

    /// <summary>What both witnesses said.</summary>
    public required NoteTestimony Testimony { get; init; }

    /// <summary>What a model wrote that reads documents; null where none was measured.</summary>
    public GeneratedNote? Read { get; init; }

    /// <summary>Whether the generated note is right.</summary>
    public bool IsGeneratedRight => Question.IsRight(Testimony.Generated?.Text);

    /// <summary>Whether the nearest remembered note is right.</summary>
    public bool IsRecalledRight => Testimony.Recalled is [var nearest, ..] && Question.IsRight(nearest.Note);

    /// <summary>Whether the read note is right.</summary>
    public bool IsReadRight => Question.IsRight(Read?.Text);

    /// <summary>The combined choice, by a gate.</summary>
    public NoteChoice Choice(NoteGate gate) => NoteChoice.Of(Testimony, gate);

    /// <summary>Whether the combined choice is right, whatever its confidence.</summary>
    public bool IsChosenRight => Question.IsRight(Choice(NoteGate.Agreement).Note);
}
