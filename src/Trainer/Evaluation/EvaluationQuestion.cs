using System.Collections.Immutable;

namespace Trainer.Evaluation;

/// <summary>A question whose answer can be checked.</summary>
internal sealed record EvaluationQuestion
{
    /// <summary>Names it in reports.</summary>
    public required string Id { get; init; }

    /// <summary>Which kind of question it is, such as <c>S4</c> or <c>paraphrase</c>; tables have a row for each.</summary>
    public required string Stratum { get; init; }

    /// <summary>As it is asked.</summary>
    public required string Text { get; init; }

    /// <summary>Ways to write the answer; a note that holds one of them is right. Empty where there is no answer.</summary>
    public ImmutableArray<string> Answers { get; init; } = [];

    /// <summary>Whether the expert was ever told the answer: else every note is wrong, and silence is right.</summary>
    public required bool IsKnown { get; init; }

    /// <summary>The fact it asks for; wordings of one fact are judged by gates that saw none of them. Null for a fact of its own.</summary>
    public string? Fact { get; init; }

    /// <summary>Whether a note answers it.</summary>
    public bool IsRight(string? note) => IsKnown && note is not null && AnswerMatch.Holds(note, Answers);
}
