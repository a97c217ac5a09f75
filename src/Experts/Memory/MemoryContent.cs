namespace Experts.Memory;

/// <summary>The stored part of a memory: notes, and their wordings as lists of word numbers. Immutable.</summary>
/// <param name="Words">Every different word, in ordinal order.</param>
/// <param name="Notes">Notes in ordinal order of group and note.</param>
/// <param name="Wordings">Wordings of the first note, then of the second, and so on.</param>
/// <param name="FirstWordings">Number of the first wording of each note, and behind the last note the number of wordings.</param>
internal sealed record MemoryContent(
    IReadOnlyList<string> Words, IReadOnlyList<MemoryContent.Entry> Notes, WordLists Wordings, IReadOnlyList<int> FirstWordings)
{
    public static MemoryContent Empty { get; } = Of([]);

    public sealed record Entry(string Group, string Note, IReadOnlyList<NoteSource> Sources);

    /// <summary>Sorts and numbers what is given: the same notes in any order give the same content.</summary>
    public static MemoryContent Of(IEnumerable<MemoryNote> notes)
    {
        var sorted = notes.OrderBy(note => note.Group, StringComparer.Ordinal).ThenBy(note => note.Note, StringComparer.Ordinal).ToList();
        var wordings = sorted.ConvertAll(note => note.Wordings.Select(Split).Where(words => words.Count > 0)
            .DistinctBy(words => string.Join(' ', words)).OrderBy(words => string.Join(' ', words), StringComparer.Ordinal).ToList());
        List<string> words = [.. wordings.SelectMany(lists => lists).SelectMany(list => list).Distinct().Order(StringComparer.Ordinal)];
        var numbers = words.Index().ToDictionary(word => word.Item, word => word.Index, StringComparer.Ordinal);
        int[] first = [0, .. wordings.Select(lists => lists.Count)];
        for (var note = 1; note < first.Length; note++)
        {
            first[note] += first[note - 1];
        }

        return new MemoryContent(
            words,
            sorted.ConvertAll(note => new Entry(note.Group, note.Note, [.. note.Sources])),
            new WordLists(wordings.SelectMany(lists => lists).Select(list => list.ConvertAll(word => numbers[word]))),
            first);
    }

    /// <summary>Numbers of a note's first wording and of the one after its last.</summary>
    public (int From, int To) WordingsOf(int note) => (FirstWordings[note], FirstWordings[note + 1]);

    /// <summary>A wording, normalised.</summary>
    public string TextOf(int wording)
    {
        var words = Wordings[wording];
        var texts = new string[words.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = Words[words[i]];
        }

        return string.Join(' ', texts);
    }

    public MemoryNote NoteAt(int note)
    {
        var (from, to) = WordingsOf(note);
        return new MemoryNote(Notes[note].Group, Notes[note].Note, [.. Enumerable.Range(from, to - from).Select(TextOf)], Notes[note].Sources);
    }

    private static List<string> Split(string wording) => [.. QuestionText.Words(QuestionText.Normalise(wording))];
}
