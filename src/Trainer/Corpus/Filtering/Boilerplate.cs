namespace Trainer.Corpus.Filtering;

/// <summary>
/// Takes out lines that stand in many documents word for word: headers, footers, disclaimers. Digits count: a line with
/// another value is another line, so no fact is lost by it.
/// </summary>
internal sealed class Boilerplate : ICorpusFilter
{
    private const int FewestDocuments = 10;

    private readonly HashSet<string> _lines;

    /// <param name="documents">All documents of the corpus.</param>
    /// <param name="share">A line that stands in a larger share of them is boilerplate.</param>
    public Boilerplate(IReadOnlyCollection<DraftDocument> documents, double share)
    {
        var least = Math.Max(FewestDocuments, share * documents.Count);
        _lines = documents.SelectMany(document => document.Lines.Distinct(StringComparer.Ordinal))
            .CountBy(line => line, StringComparer.Ordinal).Where(line => line.Value > least).Select(line => line.Key).ToHashSet(StringComparer.Ordinal);
    }

    public string Name => "boilerplate";

    public Verdict Judge(DraftDocument document) => Verdict.Without(document, _lines.Contains);
}
