namespace Experts.Memory;

/// <summary>One fact as an expert remembers it.</summary>
/// <param name="Group">Names the fact; equal for all wordings of its questions, stable when the note changes.</param>
/// <param name="Note">The canonical sentence, such as <c>The excess of Farlmere Travel Shield is 380 crowns.</c></param>
/// <param name="Wordings">Questions that the note answers; kept as <see cref="QuestionText.Normalise"/> makes them.</param>
/// <param name="Sources">Where it is stated, at least one; the note goes when the last of them goes.</param>
public sealed record MemoryNote(string Group, string Note, IReadOnlyList<string> Wordings, IReadOnlyList<NoteSource> Sources);
