namespace Trainer.Corpus.Filtering;

/// <summary>Sends documents through all filters and notes what became of each.</summary>
internal sealed class DocumentFiltering
{
    private readonly IReadOnlyList<ICorpusFilter> _filters;

    /// <param name="settings">Which rules.</param>
    /// <param name="documents">All documents of the corpus.</param>
    public DocumentFiltering(CorpusSettings settings, IReadOnlyCollection<DraftDocument> documents) => _filters =
    [
        new TrainingMark(),
        new ExcludedPaths(settings.ExcludedPaths),
        new Licences(settings.AllowedLicences),
        new Consent(settings.RequiresConsent),
        .. settings.DropsSuperseded ? (ICorpusFilter[])[new Superseded()] : [],
        new Boilerplate(documents, settings.BoilerplateShare),
        new Junk(),
        new PersonalDataFilter(settings.PersonalData),
        new NearDuplicates(settings.DuplicateSimilarity),
    ];

    /// <summary>Each document with its record and its text; the text is null where it was dropped. In ordinal order of ids.</summary>
    public IReadOnlyList<(DocumentRecord Record, DraftDocument? Kept)> Run(IEnumerable<DraftDocument> documents) =>
    [
        .. documents.OrderByDescending(document => document.Document.Date).ThenBy(document => document.Document.Id, StringComparer.Ordinal)
            .Select(Judge).ToList().OrderBy(one => one.Record.Id, StringComparer.Ordinal),
    ];

    private (DocumentRecord Record, DraftDocument? Kept) Judge(DraftDocument document)
    {
        List<string> passed = [];
        SortedDictionary<string, int> redacted = new(StringComparer.Ordinal);
        var linesDropped = 0;
        foreach (var filter in _filters)
        {
            var verdict = filter.Judge(document);
            if (verdict.Dropped is { } reason)
            {
                return (Record(document, filter.Name, reason, passed, 0, linesDropped, redacted), null);
            }

            passed.Add(filter.Name);
            linesDropped += verdict.LinesDropped;
            document = document with { Text = verdict.Text ?? document.Text };
            foreach (var (kind, count) in verdict.Redacted)
            {
                redacted[kind] = count;
            }
        }

        return (Record(document, null, null, passed, document.Text.Length, linesDropped, redacted), document);
    }

    private static DocumentRecord Record(
        DraftDocument draft, string? fate, string? reason, List<string> passed, int characters, int linesDropped, SortedDictionary<string, int> redacted) =>
        new(draft.Document.Id, draft.Document.ContentHash, draft.Document.Version, draft.Document.Rights.Licence, fate, reason, passed, characters, linesDropped, redacted);
}
