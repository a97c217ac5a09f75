using System.Collections.Immutable;
using Trainer.Training;

namespace Trainer.Stages;

/// <summary>How questions, notes and documents become tokens. Immutable and thread-safe.</summary>
public abstract class NoteFormat
{
    /// <summary>Fills unused places of a batch.</summary>
    public abstract int Padding { get; }

    /// <summary>The lowest id that question noise may bring in.</summary>
    public abstract int FirstPlainToken { get; }

    /// <summary>One past the highest id that question noise may bring in.</summary>
    public abstract int Vocabulary { get; }

    /// <summary>A question in its normal spelling.</summary>
    public abstract ImmutableArray<int> Question(string text);

    /// <summary>A note with what ends it; null is the note that nothing is known.</summary>
    public abstract ImmutableArray<int> Note(string? text);

    /// <summary>A text of a corpus with what begins and ends it.</summary>
    public abstract ImmutableArray<int> Document(string text);

    /// <summary>What stands before the note of a question.</summary>
    public abstract ImmutableArray<int> Prompt(ImmutableArray<int> question);

    /// <summary>What stands before the note of a question with passages to read.</summary>
    public abstract ImmutableArray<int> Prompt(ImmutableArray<int> question, IReadOnlyList<string> passages);

    /// <summary>A question with its note, which alone is learnt.</summary>
    public TrainingRow Row(string source, ImmutableArray<int> question, ImmutableArray<int> note)
    {
        var prompt = Prompt(question);
        return TrainingRow.Of(source, [.. prompt, .. note], prompt.Length);
    }
}
