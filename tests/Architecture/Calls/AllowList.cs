using Architecture.Reading;

namespace Architecture.Calls;

/// <summary>
/// The exceptions from the rules, in <c>tests/Architecture/allowed.txt</c>: one a line, four parts separated by
/// <c> | </c>: rule, file, a piece of the line, reason.
/// </summary>
internal sealed class AllowList
{
    public const string Path = "tests/Architecture/allowed.txt";

    private const int ShortestReason = 20;

    private readonly List<Entry> _entries;

    private AllowList(List<Entry> entries) => _entries = entries;

    public static AllowList Read() => Parse(Repository.Read(Path));

    /// <exception cref="FormatException">A line without four parts, or without a reason worth the name.</exception>
    public static AllowList Parse(string text) =>
        new([.. text.Split('\n').Select((line, index) => (line: line.Trim(), index)).Where(row => row.line.Length > 0 && row.line[0] != '#').Select(row => Entry.Parse(row.line, row.index + 1))]);

    public bool Allows(Breach breach) => _entries.Any(entry => entry.Matches(breach));

    /// <summary>Entries that excuse nothing any more.</summary>
    public IEnumerable<string> Stale(IReadOnlyCollection<Breach> breaches) =>
        _entries.Where(entry => !breaches.Any(entry.Matches)).Select(entry => $"{Path}({entry.Line}): excuses nothing; delete it.");

    private sealed record Entry(int Line, string Rule, string File, string Piece)
    {
        public static Entry Parse(string line, int number) =>
            line.Split(" | ") is [var rule, var file, var piece, { Length: >= ShortestReason }]
                ? new Entry(number, rule, file, piece)
                : throw new FormatException(
                    $"{Path}({number}): expected 'rule | file | piece of the line | reason of at least {ShortestReason} characters', found '{line}'.");

        public bool Matches(Breach breach) =>
            breach.Rule.Name == Rule && breach.Path == File && breach.Text.Contains(Piece, StringComparison.Ordinal);
    }
}
