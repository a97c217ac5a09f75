namespace Experts.Memory;

/// <summary>
/// Notes to be remembered, in memory until <see cref="Write"/>. A note with several sources stays until the last of them is gone.
/// Not thread-safe.
/// </summary>
public sealed class NoteMemoryWriter
{
    private readonly Dictionary<(string Group, string Note), Held> _notes = [];
    private readonly NoteMemory? _before;

    /// <summary>Starts empty.</summary>
    public NoteMemoryWriter()
    {
    }

    /// <summary>Starts with what a memory holds.</summary>
    public NoteMemoryWriter(NoteMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        _before = memory;
        foreach (var note in memory.All)
        {
            Add(note);
        }
    }

    /// <summary>Number of notes.</summary>
    public int Notes => _notes.Count;

    /// <summary>Adds a note; the same note of the same group gains wordings and sources.</summary>
    /// <exception cref="ArgumentException">It has no source, no wording, or breaks a limit of <see cref="MemoryLimits"/>.</exception>
    public void Add(MemoryNote note)
    {
        ArgumentNullException.ThrowIfNull(note);
        if (Flaw(note) is { } flaw)
        {
            throw new ArgumentException($"The note of '{Shown(note.Group)}' is refused: {flaw}.", nameof(note));
        }

        var key = (note.Group, note.Note);
        var held = _notes.TryGetValue(key, out var present) ? present : _notes[key] = new Held([], []);
        held.Wordings.UnionWith(note.Wordings.Select(QuestionText.Normalise).Where(wording => wording.Length > 0));
        held.Sources.UnionWith(note.Sources);
        if (held.Wordings.Count > MemoryLimits.WordingsOfNote || held.Sources.Count > MemoryLimits.SourcesOfNote)
        {
            throw new ArgumentException(
                $"The note of '{Shown(note.Group)}' would have {held.Wordings.Count} wordings and {held.Sources.Count} sources; expected at most {MemoryLimits.WordingsOfNote} and {MemoryLimits.SourcesOfNote}.", nameof(note));
        }
    }

    /// <summary>Makes one document say exactly this: what it said before is withdrawn first.</summary>
    /// <exception cref="ArgumentException">A note breaks a limit.</exception>
    public void Replace(string documentId, IEnumerable<MemoryNote> notes)
    {
        ArgumentNullException.ThrowIfNull(notes);
        Withdraw(new HashSet<string>(StringComparer.Ordinal) { documentId });
        foreach (var note in notes)
        {
            Add(note);
        }
    }

    /// <summary>Takes documents away as sources, and the notes that have no other.</summary>
    /// <returns>Number of notes that went.</returns>
    public int Withdraw(IReadOnlySet<string> documentIds)
    {
        ArgumentNullException.ThrowIfNull(documentIds);
        return Retain((_, source) => !documentIds.Contains(source.DocumentId));
    }

    /// <summary>Keeps the sources that a rule keeps, and the notes that have one left.</summary>
    /// <param name="keeps">Told the group of the note and one of its sources.</param>
    /// <returns>Number of notes that went.</returns>
    public int Retain(Func<string, NoteSource, bool> keeps)
    {
        ArgumentNullException.ThrowIfNull(keeps);
        var before = _notes.Count;
        foreach (var (key, held) in _notes.ToList())
        {
            held.Sources.RemoveWhere(source => !keeps(key.Group, source));
            if (held.Sources.Count == 0)
            {
                _notes.Remove(key);
            }
        }

        return before - _notes.Count;
    }

    /// <summary>Writes everything into a folder and makes it current there: readers see the old memory or the new one. The same notes give the same bytes.</summary>
    /// <returns>The new version.</returns>
    /// <exception cref="InvalidOperationException">More notes or wordings than <see cref="MemoryLimits"/> allow.</exception>
    public string Write(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        var wordings = _notes.Values.Sum(held => (long)held.Wordings.Count);
        if (_notes.Count > MemoryLimits.Notes || wordings > MemoryLimits.Wordings)
        {
            throw new InvalidOperationException($"{_notes.Count} notes with {wordings} wordings; expected at most {MemoryLimits.Notes} with {MemoryLimits.Wordings}. Give an expert fewer documents.");
        }

        var content = MemoryContent.Of(_notes.Select(note => Noted(note.Key, note.Value)));
        var version = MemoryFolder.Place(folder, content, _before?.Vectors?.CarriedTo(_before.Content, content));
        MemoryFolder.Point(folder, version);
        return version;
    }

    private static MemoryNote Noted((string Group, string Note) key, Held held) => new(key.Group, key.Note, [.. held.Wordings], [.. held.Sources
        .OrderBy(source => source.DocumentId, StringComparer.Ordinal).ThenBy(source => source.ContentHash, StringComparer.Ordinal)
        .ThenBy(source => source.Version, StringComparer.Ordinal).ThenBy(source => source.Stated, StringComparer.Ordinal)]);

    private static string? Flaw(MemoryNote note) =>
        note.Sources.Count == 0 ? "it has no source; expected at least one, so that it can be cited and withdrawn"
        : note.Wordings.All(wording => QuestionText.Normalise(wording).Length == 0) ? "it has no wording with a letter or digit"
        : string.IsNullOrWhiteSpace(note.Note) ? "it is empty"
        : Texts(note).FirstOrDefault(text => text.Length > MemoryLimits.TextLength) is { } text
            ? $"a text of {text.Length} characters; expected at most {MemoryLimits.TextLength}: '{Shown(text)}'"
        : null;

    private static IEnumerable<string> Texts(MemoryNote note) =>
        note.Sources.SelectMany(source => new[] { source.DocumentId, source.ContentHash, source.Version ?? "", source.Stated })
            .Concat(note.Wordings).Append(note.Group).Append(note.Note);

    private static string Shown(string text) => text[..Math.Min(text.Length, 60)];

    private sealed record Held(HashSet<string> Wordings, HashSet<NoteSource> Sources);
}
