using Retrieval.Ingestion;
using Retrieval.Stores;
using Trainer.Corpus.Filtering;

namespace Trainer.Corpus;

/// <summary>The documents of a domain at one moment, with their texts.</summary>
public sealed class DomainTexts
{
    private DomainTexts(string domain, IReadOnlyList<DraftDocument> documents) => (Domain, Documents) = (domain, documents);

    /// <summary>The domain.</summary>
    public string Domain { get; }

    /// <summary>Number of documents.</summary>
    public int Count => Documents.Count;

    internal IReadOnlyList<DraftDocument> Documents { get; }

    /// <summary>Reads a domain of a store: one state, whatever is ingested meanwhile.</summary>
    public static DomainTexts Read(DocumentStore store, string domain)
    {
        ArgumentNullException.ThrowIfNull(store);
        var documents = store.ReadDomain(domain);
        var superseded = Supersession.Successors([.. documents.Select(one => one.Document)]);
        return new DomainTexts(domain, [.. documents.Select(one => new DraftDocument(one.Document, one.Text, superseded.GetValueOrDefault(one.Document.Id)))]);
    }

    /// <summary>Reads a folder of Markdown, HTML and text files by the same rules as an ingestion, without a store that lasts.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static async Task<DomainTexts> ReadFolderAsync(string folder, string domain, TimeProvider time, CancellationToken cancellationToken)
    {
        var temporary = Directory.CreateTempSubdirectory("trainer-");
        try
        {
            var store = DocumentStore.Open(Path.Combine(temporary.FullName, "documents.db"), time);
            await new Ingestor(store).IngestAsync(folder, domain, new Progress<IngestionProgress>(), cancellationToken);
            return Read(store, domain);
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }
}
