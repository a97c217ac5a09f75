using Retrieval.Documents;
using Retrieval.Ingestion;
using Retrieval.Search;
using Retrieval.Stores;
using Xunit;

namespace Retrieval.Tests;

/// <summary>A store and the folder that its only domain is read from.</summary>
internal sealed class Library : IDisposable
{
    public const string Domain = "handbook";

    private readonly TestFolder _folder = new();

    public Library() => Store = DocumentStore.Open(_folder.In("index/retrieval.db"), TimeProvider.System);

    public DocumentStore Store { get; }

    public string Documents => Directory.CreateDirectory(_folder.In("documents/x/..")).FullName;

    public string Root => _folder.Path;

    public Library With(string name, string content)
    {
        _folder.File("documents/" + name, content);
        return this;
    }

    public void Delete(string name) => File.Delete(_folder.In("documents/" + name));

    public Task<IngestionReport> IngestAsync(string domain = Domain, CancellationToken? token = null) =>
        new Ingestor(Store).IngestAsync(Documents, domain, new Progress<IngestionProgress>(), token ?? TestContext.Current.CancellationToken);

    public Task<IReadOnlyList<Passage>> SearchAsync(string text, int limit = 10, DateOnly? asOf = null, string domain = Domain) =>
        new PassageSearch(Store).SearchAsync(new SearchQuery(text, [domain], limit, asOf), TestContext.Current.CancellationToken);

    public long Count(string table)
    {
        using var connection = Store.Connect();
        return (long)connection.Scalar($"SELECT count(*) FROM {table}")!;
    }

    public void Dispose() => _folder.Dispose();
}
