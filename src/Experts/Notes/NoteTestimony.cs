using Experts.Memory;

namespace Experts.Notes;

/// <summary>What an expert's two witnesses say to one question, before anything is chosen.</summary>
/// <param name="Generated">By the language model; null where there is none.</param>
/// <param name="Recalled">By the memory, nearest first, each note once; empty where it knows nothing.</param>
public sealed record NoteTestimony(GeneratedNote? Generated, IReadOnlyList<RecalledNote> Recalled)
{
    /// <summary>How many of the recalled notes may confirm a generated one (small-experts, part A).</summary>
    public const int Near = 5;

    /// <summary>The recalled note that says the same as the generated one; null where none of the nearest does.</summary>
    public RecalledNote? Confirmation => Generated is { IsDeclined: false } generated
        ? Recalled.Take(Near).FirstOrDefault(recalled => string.Equals(recalled.Note.Trim(), generated.Text, StringComparison.Ordinal))
        : null;
}
