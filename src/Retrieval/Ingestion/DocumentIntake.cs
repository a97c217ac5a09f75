using System.Collections.Immutable;
using System.Security.Cryptography;
using Retrieval.Chunking;
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
    private const int LeastChunkWords = 20;
    private const int MostChunkWords = 4096;

    /// <summary>Reads documents and adds them, or replaces those of their ids: all, or none where one cannot be read.</summary>
    /// <exception cref="DocumentFormatException">A document cannot be read.</exception>
    /// <exception cref="ArgumentException">A domain's name is not allowed.</exception>
    public async Task<IReadOnlyList<Document>> PutAsync(IReadOnlyList<IncomingDocument> incoming, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(incoming);
        var read = await Task.Run(() => incoming.Select(one => Read(one, cancellationToken)).ToList(), cancellationToken);
        await WriteAsync(
            writer =>
            {
                read.ForEach(one => writer.Put(one.Document, one.Text, one.Chunks));
                return [.. read.Select(one => one.Document.Domain)];
            },
            cancellationToken);
        return read.ConvertAll(one => one.Document);
    }

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
        DomainNames.Check(domain);
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

    private static ReadDocument Read(IncomingDocument incoming, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        DomainNames.Check(incoming.Domain);
        var bytes = incoming.Content.ToArray();
        var parsed = DocumentReader.Read(bytes, incoming.Path);
        var document = new Document(
            $"{incoming.Domain}/{incoming.Path}",
            incoming.Domain,
            incoming.Title ?? parsed.Title,
            incoming.Path,
            DocumentReader.MediaType(incoming.Path) ?? "text/plain",
            parsed.Date,
            parsed.Version,
            parsed.Supersedes,
            Convert.ToHexStringLower(SHA256.HashData(bytes)))
        {
            EffectiveTo = parsed.EffectiveTo,
            Labels = incoming.Labels,
            Attributes = incoming.Attributes,
        };
        var chunks = Chunker.Cut(parsed, Math.Clamp(incoming.ChunkWords ?? Chunker.DefaultWords, LeastChunkWords, MostChunkWords));
        return new ReadDocument(document, parsed.Text, [.. chunks.Select(chunk => chunk with { TitlePath = Below(document.Title, parsed.Title, chunk.TitlePath) })]);
    }

    /// <summary>The headings below the title that counts, in the place of the one that the file states.</summary>
    private static string Below(string title, string stated, string path) =>
        path.StartsWith(stated, StringComparison.Ordinal) ? title + path[stated.Length..] : path;

    private sealed record ReadDocument(Document Document, string Text, IReadOnlyList<Chunk> Chunks);
}
