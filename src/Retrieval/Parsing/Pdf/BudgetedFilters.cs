using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace Retrieval.Parsing.Pdf;

/// <summary>
/// The filters of a PDF's streams, of which each first measures what it would unpack: a kilobyte of a stream can claim a
/// gigabyte of memory. One instance a document; not for several threads.
/// </summary>
internal sealed class BudgetedFilters : IFilterProvider
{
    private readonly IFilterProvider _inner = DefaultFilterProvider.Instance;
    private readonly Dictionary<IFilter, IFilter> _wrapped = new(ReferenceEqualityComparer.Instance);
    private long _bytes;
    private int _streams;

    /// <summary>The first limit that was broken; null when none was. What reads the file may have swallowed the exception.</summary>
    public string? Broken { get; private set; }

    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary)
    {
        Spend(0);
        return Wrapped(_inner.GetFilters(dictionary));
    }

    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) => Wrapped(_inner.GetNamedFilters(names));

    public IReadOnlyList<IFilter> GetAllFilters() => Wrapped(_inner.GetAllFilters());

    /// <summary>Counts the bytes of one more stream.</summary>
    /// <exception cref="DocumentFormatException">A limit is broken, now or before.</exception>
    public void Spend(long bytes)
    {
        _bytes += bytes;
        _streams++;
        if (bytes > PdfLimits.MaxStreamBytes)
        {
            Broken ??= $"a stream unpacks to more than {PdfLimits.MaxStreamBytes} bytes; save the document without it.";
        }
        else if (_bytes > PdfLimits.MaxTotalBytes || _streams > PdfLimits.MaxStreams)
        {
            Broken ??= $"its streams unpack to more than {PdfLimits.MaxTotalBytes} bytes or are more than {PdfLimits.MaxStreams}; split the document.";
        }

        if (Broken is { } broken)
        {
            throw new DocumentFormatException(broken);
        }
    }

    private List<IFilter> Wrapped(IReadOnlyList<IFilter> filters) => [.. filters.Select(Wrap)];

    private IFilter Wrap(IFilter filter)
    {
        if (!_wrapped.TryGetValue(filter, out var known))
        {
            _wrapped[filter] = known = new BudgetedFilter(filter, this);
        }

        return known;
    }

    private sealed class BudgetedFilter(IFilter inner, BudgetedFilters budget) : IFilter
    {
        public bool IsSupported => inner.IsSupported;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            CheckPredictor(streamDictionary);
            budget.Spend(UnpackedSize.Of(inner, input.Span, PdfLimits.MaxStreamBytes));
            return inner.Decode(input, streamDictionary, filterProvider, filterIndex);
        }

        private static void CheckPredictor(DictionaryToken stream)
        {
            foreach (var token in Parameters(stream))
            {
                var row = Number(token, "Columns", 1) * Number(token, "Colors", 1) * Number(token, "BitsPerComponent", 8) / 8;
                if (row is < 0 or > PdfLimits.MaxPredictorRow)
                {
                    throw new DocumentFormatException($"a stream has rows of {row:0} bytes; expected at most {PdfLimits.MaxPredictorRow}.");
                }
            }
        }

        private static IEnumerable<DictionaryToken> Parameters(DictionaryToken stream) =>
            new[] { "DecodeParms", "DP" }
                .Select(name => stream.Data.GetValueOrDefault(name))
                .SelectMany(value => value is ArrayToken array ? array.Data : value is null ? [] : [value])
                .OfType<DictionaryToken>();

        private static double Number(DictionaryToken parameters, string name, double otherwise) =>
            parameters.Data.GetValueOrDefault(name) is NumericToken number ? number.Data : otherwise;
    }
}
