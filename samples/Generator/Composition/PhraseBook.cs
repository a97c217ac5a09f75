namespace Generator.Composition;

/// <summary>
/// Named pools of phrases. A pool is dealt like a deck of cards: nothing repeats until everything was used, then it
/// is shuffled again.
/// </summary>
internal sealed class PhraseBook
{
    private readonly Dictionary<string, List<string>> _pools = [];
    private readonly Dictionary<string, Queue<string>> _decks = [];
    private readonly Dictionary<string, int> _rounds = [];

    /// <summary>Files of <c>[pool]</c> headings with one phrase a line; lines that begin with <c>#</c> are comments.</summary>
    public static PhraseBook Read(IEnumerable<string> paths)
    {
        var book = new PhraseBook();
        foreach (var path in paths)
            book.ReadFile(path);
        return book;
    }

    public IReadOnlyCollection<string> Names => _pools.Keys;

    public bool Has(string pool) => _pools.ContainsKey(pool);

    public IReadOnlyList<string> All(string pool) => _pools.TryGetValue(pool, out var phrases)
        ? phrases
        : throw new InvalidDataException($"no pool [{pool}] in the phrase files");

    public string Draw(string pool)
    {
        if (!_decks.TryGetValue(pool, out var deck) || deck.Count == 0)
            _decks[pool] = deck = Deal(pool);
        return deck.Dequeue();
    }

    private Queue<string> Deal(string pool)
    {
        var round = _rounds[pool] = _rounds.GetValueOrDefault(pool) + 1;
        return new(new Chance($"{pool}/{round}").Shuffled(All(pool)));
    }

    private void ReadFile(string path)
    {
        var pool = "";
        foreach (var line in File.ReadLines(path).Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#'))
        {
            if (line[0] == '[')
                pool = line.Trim('[', ']');
            else if (_pools.TryGetValue(pool, out var phrases))
                phrases.Add(line);
            else
                _pools[pool] = [line];
        }
    }
}
