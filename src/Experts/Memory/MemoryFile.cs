using System.Text;

namespace Experts.Memory;

/// <summary>
/// The bytes of a memory, format 1. Counts are 7-bit encoded (LEB128), texts a count of bytes and UTF-8:
/// <code>
/// "note-memory 1\n"
/// words:   count, then each text, rising in ordinal order
/// sources: count, then document id, content hash, version (empty for none), each once
/// notes:   count, then for each: group, note,
///            count of sources, each: number of the source, the text that states it
///            count of wordings, each: count of words, their numbers
/// </code>
/// Nothing that can be computed is stored, so nothing in a file can contradict the rest.
/// </summary>
internal static class MemoryFile
{
    private static readonly byte[] _magic = "note-memory 1\n"u8.ToArray();

    public static byte[] Write(MemoryContent content)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(_magic);
        writer.Write7BitEncodedInt(content.Words.Count);
        foreach (var word in content.Words)
        {
            writer.Write(word);
        }

        var sources = WriteSources(content, writer);
        writer.Write7BitEncodedInt(content.Notes.Count);
        for (var note = 0; note < content.Notes.Count; note++)
        {
            WriteNote(content, note, sources, writer);
        }

        return bytes.ToArray();
    }

    /// <exception cref="InvalidDataException">Not such a file, or one that breaks a limit.</exception>
    public static MemoryContent Read(ReadOnlyMemory<byte> bytes)
    {
        var reader = new MemoryReader(bytes, _magic);
        var words = reader.List(MemoryLimits.Words, "words", () => reader.Text(4 * MemoryLimits.WordLength, "word"));
        var sources = reader.List(MemoryLimits.Wordings, "sources", () => ReadSource(reader));
        List<IReadOnlyList<int>> wordings = [];
        List<int> first = [0];
        var notes = reader.List(MemoryLimits.Notes, "notes", () =>
        {
            var entry = new MemoryContent.Entry(
                reader.Text(4 * MemoryLimits.TextLength, "group"),
                reader.Text(4 * MemoryLimits.TextLength, "note"),
                reader.List(MemoryLimits.SourcesOfNote, "sources of a note", () =>
                    sources[reader.Number(sources.Count, "source")] with { Stated = reader.Text(4 * MemoryLimits.TextLength, "stated text") }));
            wordings.AddRange(reader.List(MemoryLimits.WordingsOfNote, "wordings of a note", () =>
                (IReadOnlyList<int>)reader.List(MemoryLimits.WordsOfQuestion, "words of a wording", () => reader.Number(words.Count, "word"))));
            first.Add(wordings.Count <= MemoryLimits.Wordings ? wordings.Count : throw reader.Refused($"more than {MemoryLimits.Wordings} wordings"));
            return entry;
        });
        reader.End();
        return new MemoryContent(words, notes, new WordLists(wordings), first);
    }

    private static Dictionary<NoteSource, int> WriteSources(MemoryContent content, BinaryWriter writer)
    {
        var sources = content.Notes.SelectMany(note => note.Sources).Select(Unstated).Distinct()
            .OrderBy(source => source.DocumentId, StringComparer.Ordinal).ThenBy(source => source.ContentHash, StringComparer.Ordinal)
            .ThenBy(source => source.Version, StringComparer.Ordinal).ToList();
        writer.Write7BitEncodedInt(sources.Count);
        foreach (var source in sources)
        {
            writer.Write(source.DocumentId);
            writer.Write(source.ContentHash);
            writer.Write(source.Version ?? "");
        }

        return sources.Index().ToDictionary(source => source.Item, source => source.Index);
    }

    private static void WriteNote(MemoryContent content, int note, Dictionary<NoteSource, int> sources, BinaryWriter writer)
    {
        var entry = content.Notes[note];
        writer.Write(entry.Group);
        writer.Write(entry.Note);
        writer.Write7BitEncodedInt(entry.Sources.Count);
        foreach (var source in entry.Sources)
        {
            writer.Write7BitEncodedInt(sources[Unstated(source)]);
            writer.Write(source.Stated);
        }

        var (from, to) = content.WordingsOf(note);
        writer.Write7BitEncodedInt(to - from);
        for (var wording = from; wording < to; wording++)
        {
            writer.Write7BitEncodedInt(content.Wordings[wording].Length);
            foreach (var word in content.Wordings[wording])
            {
                writer.Write7BitEncodedInt(word);
            }
        }
    }

    private static NoteSource ReadSource(MemoryReader reader)
    {
        var id = reader.Text(4 * MemoryLimits.TextLength, "document id");
        var hash = reader.Text(4 * MemoryLimits.TextLength, "content hash");
        var version = reader.Text(4 * MemoryLimits.TextLength, "version");
        return new NoteSource(id, hash, version.Length == 0 ? null : version, "");
    }

    private static NoteSource Unstated(NoteSource source) => source with { Stated = "", Version = string.IsNullOrEmpty(source.Version) ? null : source.Version };
}
