namespace Experts.Memory;

/// <summary>Many short lists of word numbers behind each other in one array. Immutable.</summary>
internal sealed class WordLists
{
    private readonly int[] _words;
    private readonly int[] _starts;

    public WordLists(IEnumerable<IReadOnlyList<int>> lists)
    {
        var words = new List<int>();
        var starts = new List<int> { 0 };
        foreach (var list in lists)
        {
            words.AddRange(list);
            starts.Add(words.Count);
        }

        (_words, _starts) = ([.. words], [.. starts]);
    }

    public int Count => _starts.Length - 1;

    public ReadOnlySpan<int> this[int list] => _words.AsSpan(_starts[list].._starts[list + 1]);
}
