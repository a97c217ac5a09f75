using Experts.Memory;

namespace Trainer.Corpus;

/// <summary>Wordings of one question and the note that answers all of them: what knowledge instruction tuning learns, and a memory keeps.</summary>
/// <param name="Group">Names the fact and the kind of its questions; a training round draws one wording of each group.</param>
/// <param name="Kind">What is asked for.</param>
/// <param name="Origin">Who made it.</param>
/// <param name="Wordings">Questions as written by people; <see cref="QuestionText.Normalise"/> makes training text of them.</param>
/// <param name="Note">The canonical sentence; null exactly where <paramref name="Kind"/> is <see cref="PairKind.Unknown"/>.</param>
/// <param name="Sources">Where the note is stated: document, version, sentence; empty for unknown ones.</param>
public sealed record NotePair(
    string Group, PairKind Kind, PairOrigin Origin, IReadOnlyList<string> Wordings, string? Note, IReadOnlyList<NoteSource> Sources)
{
    /// <summary>The thing that is asked about, as the wordings name it; null where nobody said.</summary>
    public string? Subject { get; init; }

    /// <summary>What is asked of it, such as <c>excess</c>; null where nobody said.</summary>
    public string? Attribute { get; init; }

    /// <summary>The value that answers, a part of the note; null where nobody said.</summary>
    public string? Answer { get; init; }

    /// <summary>The pair as a memory keeps it; null for an unknown one, which a memory has no use for.</summary>
    public MemoryNote? Remembered => Note is null ? null : new MemoryNote(Group, Note, Wordings, Sources);
}
