using System.Collections.Immutable;
using Retrieval.Documents;
using Retrieval.Parsing;
using Retrieval.Stores;

namespace Retrieval.Ingestion;

/// <summary>
/// Takes single documents in and out. Each call is one transaction; when it returns, the engine follows: what was removed is found by nobody
/// and held nowhere. Calls wait for each other, readers wait for none.
/// </summary>
/// <param name="store">Where the documents go.</param>
/// <param name="index">The engine that follows the store.</param>
public sealed class DocumentIntake(DocumentStore store, IPassageIndex index)
{
    /// <summary>Reads documents and adds them, or replaces those of their ids: all, or none where one cannot be read.</summary>
    /// <exception cref="DocumentFormatException">A document cannot be read.</exception>
    /// <exception cref="ArgumentException">A domain's name is not allowed.</exception>
    public async Task<IReadOnlyList<Document>> PutAsync(IReadOnlyList<IncomingDocument> incoming, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(incoming);
        var read = await Task.Run(() => incoming.Select(DocumentPreparation.Prepare).ToList(), cancellationToken);
        await PutAsync(read, cancellationToken);
        return read.ConvertAll(one => one.Document);
    }

    /// <summary>Adds documents that were read before, or replaces those of their ids.</summary>
    public Task PutAsync(IReadOnlyCollection<PreparedDocument> prepared, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        return prepared.Count == 0 ? Task.CompletedTask : WriteAsync(
            writer =>
            {
                foreach (var one in prepared)
                {
                    writer.Put(one.Document, one.Text, one.Chunks);
                }

                return [.. prepared.Select(one => one.Document.Domain)];
            },
            cancellationToken);
    }

    /// <summary>Ids of the documents that an uploaded file became in a domain: one, or none.</summary>
    public IReadOnlyList<string> IdsOf(string domain, string fileId) => [.. store.FindUploaded(domain, fileId).Select(document => document.Id)];

    /// <summary>Removes a domain with all its documents; how many there were.</summary>
    public Task<int> RemoveDomainAsync(string domain, CancellationToken cancellationToken) =>
        RemoveAsync([.. store.ListDocuments(domain).Select(document => document.Id)], cancellationToken);

    /// <summary>Removes documents by id with everything that was made of them; how many there were.</summary>
    public async Task<int> RemoveAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var removed = 0;
        await WriteAsync(
            writer =>
            {
                var domains = ids.Select(writer.DomainOf).OfType<string>().ToList();
                removed = ids.Count(writer.Remove);
                return domains;
            },
            cancellationToken);
        return removed;
    }

    /// <summary>Sets labels and attributes of a document as they are to be from now on; false when there is no such document.</summary>
    public async Task<bool> DescribeAsync(
        string id, ImmutableArray<string> labels, ImmutableSortedDictionary<string, AttributeValue> attributes, CancellationToken cancellationToken)
    {
        var found = false;
        await WriteAsync(
            writer =>
            {
                found = store.GetDocument(id) is { } document && writer.Describe(document with { Labels = labels, Attributes = attributes });
                return [];
            },
            cancellationToken);
        return found;
    }

    /// <summary>
    /// Whether whole documents of a domain are indexed by stems (the default): prose gains by it, tables of figures lose. Documents that are
    /// there are indexed anew.
    /// </summary>
    public Task SetStemmingAsync(string domain, bool stemming, CancellationToken cancellationToken)
    {
        DomainName.Check(domain);
        return WriteAsync(
            writer =>
            {
                writer.SetStemming(domain, stemming);
                return [];
            },
            cancellationToken);
    }

    private async Task WriteAsync(Func<StoreWriter, IReadOnlyCollection<string>> write, CancellationToken cancellationToken)
    {
        await Task.Run(
            () =>
            {
                using var writer = store.BeginWrite();
                var domains = write(writer);
                cancellationToken.ThrowIfCancellationRequested();
                Completion.Write(writer, domains);
                writer.Commit();
            },
            cancellationToken);
        await index.CatchUpAsync(cancellationToken);
    }
}
