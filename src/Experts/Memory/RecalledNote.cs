namespace Experts.Memory;

/// <summary>A note that came to mind for a question.</summary>
/// <param name="Group">The fact.</param>
/// <param name="Note">Its sentence.</param>
/// <param name="Wording">The known question that was nearest to the one asked.</param>
/// <param name="Score">Cosine of the two questions, 0 to 1; comparable between questions to the same memory and key only.</param>
/// <param name="Sources">Where the note is stated.</param>
public sealed record RecalledNote(string Group, string Note, string Wording, double Score, IReadOnlyList<NoteSource> Sources);
