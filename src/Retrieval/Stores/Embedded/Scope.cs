using System.Globalization;
using System.Text;

namespace Retrieval.Stores.Embedded;

/// <summary>The documents of a state that a filter lets through, by their places. Immutable.</summary>
internal sealed class Scope
{
    private readonly IndexState _state;
    private readonly bool[] _allowed;
    private readonly Lazy<List<(int From, int To)>[]> _runs;
    private readonly Lazy<long> _chunks;
    private readonly Lazy<(int, long)[]> _lengths;

    public Scope(IndexState state, SearchFilter filter)
        : this(state, filter, [.. state.Catalogue.Documents.ToArray().Select(filter.Sees)])
    {
    }

    private Scope(IndexState state, SearchFilter filter, bool[] allowed)
    {
        (_state, _allowed, Filter) = (state, allowed, filter);
        Count = allowed.Count(seen => seen);
        _chunks = new Lazy<long>(() => Seen().Sum(document => (long)document.ChunkCount));
        _lengths = new Lazy<(int, long)[]>(() => [LengthsOf(false), LengthsOf(true)]);
        _runs = new Lazy<List<(int, int)>[]>(() => [.. (state.Vectors?.Segments ?? []).Select(AllowedRuns)]);
    }

    public SearchFilter Filter { get; }

    /// <summary>Number of the documents.</summary>
    public int Count { get; }

    /// <summary>Number of their chunks.</summary>
    public long Chunks => _chunks.Value;

    /// <summary>Number and total length of the documents whose words are indexed by stems, or as they are.</summary>
    public (int Documents, long Length) Lengths(bool stemming) => _lengths.Value[stemming ? 1 : 0];

    /// <summary>The facts of a document that is there.</summary>
    public DocumentFacts FactsOf(long number) => _state.Catalogue.Documents[_state.Catalogue.Find(number)];

    /// <summary>Whether the document at a place of the catalogue is seen.</summary>
    public bool this[int document] => _allowed[document];

    /// <summary>Equal for filters that let the same documents through; single documents do not enter it.</summary>
    public static string KeyOf(SearchFilter filter)
    {
        var key = new StringBuilder();
        key.AppendJoin('\u0001', filter.Domains).Append('\u0002');
        if (filter.Labels is { } labels)
        {
            key.Append('\u0003').AppendJoin('\u0001', labels);
        }

        key.Append('\u0002').Append(filter.AsOf?.DayNumber.ToString(CultureInfo.InvariantCulture)).Append('\u0002').Append(filter.Superseded);
        Append(key.Append('\u0002'), filter.Attributes);
        return key.ToString();
    }

    /// <summary>The same, with some documents alone.</summary>
    public Scope Only(IReadOnlyList<long> numbers)
    {
        var allowed = new bool[_allowed.Length];
        foreach (var number in numbers)
        {
            if (_state.Catalogue.Find(number) is >= 0 and var at)
            {
                allowed[at] = _allowed[at];
            }
        }

        return new Scope(_state, Filter, allowed);
    }

    /// <summary>The runs of a segment that are seen, as ranges.</summary>
    public IReadOnlyList<(int From, int To)> Runs(int segment) => _runs.Value[segment];

    private IEnumerable<DocumentFacts> Seen() => _state.Catalogue.Documents.ToArray().Where((_, at) => _allowed[at]);

    private (int, long) LengthsOf(bool stemming) => Seen()
        .Where(document => _state.IsStemming(document.Domain) == stemming)
        .Aggregate((0, 0L), (sum, document) => (sum.Item1 + 1, sum.Item2 + document.Length));

    private static void Append(StringBuilder key, AttributeFilter? filter)
    {
        switch (filter)
        {
            case AttributeFilter.Comparison one:
                key.Append('c').Append(one.Key.Length).Append(one.Key).Append((int)one.Relation).Append('(');
                foreach (var value in one.Values)
                {
                    var text = value.ToString();
                    key.Append(value.Text is null ? value.Number is null ? 'f' : 'n' : 't').Append(text.Length).Append(':').Append(text);
                }

                key.Append(')');
                break;
            case AttributeFilter.All all:
                key.Append("a(");
                all.Of.ToList().ForEach(one => Append(key, one));
                key.Append(')');
                break;
            case AttributeFilter.Any any:
                key.Append("o(");
                any.Of.ToList().ForEach(one => Append(key, one));
                key.Append(')');
                break;
        }
    }

    /// <summary>Walks documents and runs side by side: both are in order of number.</summary>
    private List<(int From, int To)> AllowedRuns(VectorSegment segment)
    {
        var ranges = new List<(int From, int To)>();
        var documents = _state.Catalogue.Documents;
        var at = _state.Catalogue.FindFirst(segment.Documents[0]);
        for (var run = 0; run < segment.Documents.Length; run++)
        {
            while (at < documents.Length && documents[at].Number < segment.Documents[run])
            {
                at++;
            }

            if (at == documents.Length)
            {
                break;
            }

            if (documents[at].Number != segment.Documents[run] || !_allowed[at])
            {
                continue;
            }

            if (ranges is [.., var last] && last.To == run)
            {
                ranges[^1] = (last.From, run + 1);
            }
            else
            {
                ranges.Add((run, run + 1));
            }
        }

        return ranges;
    }
}
