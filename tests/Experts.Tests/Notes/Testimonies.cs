using Experts.Memory;
using Experts.Notes;

namespace Experts.Tests.Notes;

/// <summary>What witnesses might say.</summary>
internal static class Testimonies
{
    public static NoteTestimony Of(string? generated, params (string Note, double Score)[] recalled) => new(
        generated is null ? null : new GeneratedNote(generated, -0.1, -0.5, 3),
        [.. recalled.Select(note => new RecalledNote("g", note.Note, "a wording", note.Score, [new NoteSource("handbook", new string('a', 64), "2", "stated")]))]);
}
