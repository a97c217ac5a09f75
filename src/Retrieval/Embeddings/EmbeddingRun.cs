using Retrieval.Stores;

namespace Retrieval.Embeddings;

/// <summary>One run of an <see cref="EmbeddingUpdater"/>.</summary>
internal sealed class EmbeddingRun(DocumentStore store, EmbeddingModel model, int batchSize)
{
    private readonly HashSet<long> _refused = [];
    private readonly Dictionary<string, string> _failed = [];

    public int Documents { get; private set; }

    public int Texts { get; private set; }

    public IReadOnlyDictionary<string, string> Failed => _failed;

    /// <summary>Documents that have no vectors in the model's space, with their texts; none are left when it is empty.</summary>
    public List<EmbeddableDocument> Next(int limit)
    {
        using var snapshot = store.BeginRead(CancellationToken.None);
        return [.. Missing(snapshot, limit + _refused.Count).Where(number => !_refused.Contains(number)).Take(limit).Select(number => EmbeddableDocument.Read(snapshot, number, model.Name))];
    }

    public int Left(int most)
    {
        using var snapshot = store.BeginRead(CancellationToken.None);
        return Math.Max(0, Missing(snapshot, most + _refused.Count).Count - _refused.Count);
    }

    /// <summary>Embeds documents together, and one by one where that fails: a text that the model refuses must not keep the others from it.</summary>
    public async Task EmbedAsync(List<EmbeddableDocument> documents, CancellationToken cancellationToken)
    {
        try
        {
            await EmbedTogetherAsync(documents, cancellationToken);
        }
        catch (Exception problem) when (problem is not OperationCanceledException && documents.Count > 1)
        {
            var refused = 0;
            foreach (var document in documents)
            {
                refused += await IsRefusedAsync(document, cancellationToken) ? 1 : 0;
            }

            if (refused == documents.Count)
            {
                throw;
            }
        }
    }

    /// <summary>Makes searches use the space, unless they do already; whether they did not.</summary>
    public bool Complete()
    {
        using var writer = store.BeginWrite();
        var space = writer.Vectors.Spaces().Find(one => one.Model == model.Name);
        // A document may have come since the last look; the next run sees to it.
        if (space is null or { IsActive: true } || writer.Vectors.Missing(space.Id, _refused.Count + 1).Exists(number => !_refused.Contains(number)))
        {
            return false;
        }

        writer.Vectors.Activate(space.Id);
        writer.Touch(0);
        writer.Commit();
        return true;
    }

    private List<long> Missing(StoreSnapshot snapshot, int limit)
    {
        var tables = new VectorTables(snapshot.Connection, snapshot.Transaction);
        return tables.Spaces().Find(one => one.Model == model.Name) is { } space
            ? tables.Missing(space.Id, limit)
            : snapshot.Connection.Rows("SELECT number FROM documents ORDER BY number LIMIT $n", row => row.GetInt64(0), snapshot.Transaction, ("$n", limit));
    }

    private async Task<bool> IsRefusedAsync(EmbeddableDocument document, CancellationToken cancellationToken)
    {
        try
        {
            await EmbedTogetherAsync([document], cancellationToken);
            return false;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            _refused.Add(document.Number);
            _failed[document.Id] = problem.Message;
            return true;
        }
    }

    private async Task EmbedTogetherAsync(List<EmbeddableDocument> documents, CancellationToken cancellationToken)
    {
        var texts = documents.SelectMany(document => document.Wanted).Distinct().ToList();
        var vectors = new Dictionary<string, float[]>(texts.Count);
        foreach (var batch in texts.OrderBy(text => text.Length).Chunk(batchSize)) // Texts of like length waste least in padding.
        {
            foreach (var (text, vector) in batch.Zip(await model.EmbedAsync(batch, cancellationToken)))
            {
                vectors[text] = vector;
            }
        }

        Texts += texts.Count;
        Write(documents, vectors);
    }

    private void Write(List<EmbeddableDocument> documents, Dictionary<string, float[]> vectors)
    {
        using var writer = store.BeginWrite();
        foreach (var document in documents.Where(document => writer.Has(document.Number)))
        {
            var complete = document.With(vectors);
            writer.Vectors.Put(writer.Vectors.Open(model.Name, complete[0].Vector.Length), document.Number, complete);
            writer.Touch(document.Number);
            Documents++;
        }

        writer.Commit();
    }
}
