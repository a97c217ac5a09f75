using System.Collections.Immutable;
using System.Text;
using Retrieval.Crasher;
using Retrieval.Documents;
using Retrieval.Embeddings;
using Retrieval.Ingestion;
using Retrieval.Stores;
using Xunit;

namespace Retrieval.Tests.Stores;

/// <summary>A store with an engine that follows it, for the conformance suites.</summary>
internal sealed class StoreCase : IAsyncDisposable
{
    private readonly TestFolder _folder = new();

    public StoreCase(Func<DocumentStore, IPassageIndex> open)
    {
        Store = DocumentStore.Open(_folder.In("store.db"), TimeProvider.System);
        Index = open(Store);
        Intake = new DocumentIntake(Store, Index);
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public DocumentStore Store { get; }

    public IPassageIndex Index { get; }

    public DocumentIntake Intake { get; }

    public string Folder => _folder.Path;

    public async Task<StoreCase> With(string path, string text, string domain = "d", string[]? labels = null, params (string Key, AttributeValue Value)[] attributes)
    {
        await Intake.PutAsync([Incoming(path, text, domain, labels, attributes)], Token);
        return this;
    }

    public static IncomingDocument Incoming(string path, string text, string domain = "d", string[]? labels = null, params (string Key, AttributeValue Value)[] attributes) =>
        new(domain, path, Encoding.UTF8.GetBytes(text))
        {
            Labels = [.. labels ?? []],
            Attributes = attributes.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal),
        };

    public Task<EmbeddingReport> EmbedAsync(WordHashing model) =>
        new EmbeddingUpdater(Store, Index, model.Model).RunAsync(new Progress<EmbeddingProgress>(), Token);

    /// <summary>Paths of what words find.</summary>
    public async Task<IReadOnlyList<string>> FindAsync(string words, RetrievalUnit unit = RetrievalUnit.Document, SearchFilter? filter = null, int limit = 100)
    {
        using var snapshot = Store.BeginRead(Token);
        var ranking = await Index.SearchLexicalAsync(snapshot, new LexicalQuery(words.Split(' '), unit), filter ?? new SearchFilter(["d"]), limit, Token);
        return Paths(snapshot, ranking, unit);
    }

    /// <summary>Paths of what is near, with the ranking itself.</summary>
    public async Task<(IReadOnlyList<string> Paths, Ranking Ranking)> NearAsync(WordHashing model, string text, RetrievalUnit unit = RetrievalUnit.Document, SearchFilter? filter = null, int limit = 100)
    {
        using var snapshot = Store.BeginRead(Token);
        if (snapshot.ActiveSpace is not { } space)
        {
            return ([], Ranking.Empty);
        }

        var ranking = await Index.SearchDenseAsync(snapshot, new DenseQuery(space.Id, model.Vector(text), unit), filter ?? new SearchFilter(["d"]), limit, Token);
        return (Paths(snapshot, ranking, unit), ranking);
    }

    public async ValueTask DisposeAsync()
    {
        await Index.DisposeAsync();
        _folder.Dispose();
    }

    private static List<string> Paths(StoreSnapshot snapshot, Ranking ranking, RetrievalUnit unit) => [.. ranking.Hits.Select(hit => (string)snapshot.Connection.Scalar(
        unit == RetrievalUnit.Document ? "SELECT path FROM documents WHERE number = $i" : "SELECT path FROM documents WHERE number = (SELECT document FROM chunks WHERE id = $i)",
        snapshot.Transaction, ("$i", hit.Id))!)];
}
