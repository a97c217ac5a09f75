using Experts.Memory;

namespace Experts.Tests.Memory;

/// <summary>Small notes for tests.</summary>
internal static class Notes
{
    public static MemoryNote Note(string group, string note, string document, params string[] wordings) =>
        new(group, note, wordings, [Source(document)]);

    public static NoteSource Source(string document, string hash = "h1") => new(document, hash, "2", $"stated in {document}");

    public static NoteMemory Remember(string folder, params MemoryNote[] notes)
    {
        var writer = new NoteMemoryWriter();
        foreach (var note in notes)
        {
            writer.Add(note);
        }

        writer.Write(folder);
        return NoteMemory.Open(folder);
    }
}
