using Trainer.Corpus.Filtering;

namespace Trainer.Corpus.Pairing;

/// <summary>The documents of a domain after the filters, and everything that is asked about them without a model: the same for a corpus and for a memory.</summary>
internal sealed class DomainPairs
{
    private DomainPairs(IReadOnlyList<(DocumentRecord Record, DraftDocument? Kept)> judged, IReadOnlyList<KeptDocument> documents, IReadOnlyList<NotePair> pairs, IReadOnlyList<SuppliedFile> files, PairRefusals refusals) =>
        (Judged, Documents, Pairs, Files, Refusals) = (judged, documents, pairs, files, refusals);

    /// <summary>What became of each document.</summary>
    public IReadOnlyList<(DocumentRecord Record, DraftDocument? Kept)> Judged { get; }

    /// <summary>The documents that were kept, in ordinal order of ids.</summary>
    public IReadOnlyList<KeptDocument> Documents { get; }

    /// <summary>Pairs of the owner and of rules, not yet merged.</summary>
    public IReadOnlyList<NotePair> Pairs { get; }

    public IReadOnlyList<SuppliedFile> Files { get; }

    public PairRefusals Refusals { get; }

    /// <exception cref="InvalidDataException">A file of pairs is damaged.</exception>
    public static DomainPairs Read(DomainTexts texts, IReadOnlyList<string> pairFiles, CorpusSettings settings)
    {
        var refusals = new PairRefusals();
        var judged = new DocumentFiltering(settings, texts.Documents).Run(texts.Documents);
        List<KeptDocument> documents = [.. judged.Where(one => one.Kept is not null).Select(one => new KeptDocument(one.Kept!.Document, one.Kept.Text))];
        List<SuppliedFile> files = [.. pairFiles.Order(StringComparer.Ordinal).Select(SuppliedFile.Read)];
        var supplied = new SuppliedPairs(texts.Domain, documents.ToDictionary(document => document.Document.Id, StringComparer.Ordinal), settings.PersonalData, refusals);
        List<NotePair> pairs = [.. files.SelectMany(supplied.Of), .. settings.UsesRules ? new RulePairs(refusals).Of(documents) : []];
        return new DomainPairs(judged, documents, pairs, files, refusals);
    }
}
