using Retrieval.Stores;

namespace Retrieval.Embeddings;

/// <summary>
/// Gives the documents of a store their vectors. A model that is new to the store fills a space of its own beside the one that is searched;
/// when every document has its vectors there, one transaction makes searches use it and drops the old one. A killed run goes on where it was.
/// </summary>
/// <param name="store">The documents.</param>
/// <param name="index">The engine that follows the store.</param>
/// <param name="model">Computes the vectors.</param>
public sealed class EmbeddingUpdater(DocumentStore store, IPassageIndex index, EmbeddingModel model)
{
    /// <summary>Texts of one call of the model.</summary>
    private const int BatchSize = 32;

    /// <summary>Documents whose vectors are written together.</summary>
    private const int DocumentsAtOnce = 32;

    private const int Counted = 1000;

    /// <summary>Embeds what has no vectors yet. One run at a time for a store.</summary>
    /// <param name="progress">Told after each batch of documents.</param>
    /// <param name="cancellationToken">Between batches; what is written stays.</param>
    /// <exception cref="Exception">The model failed for every document of a batch: it is out of order, and the next run goes on.</exception>
    public async Task<EmbeddingReport> RunAsync(IProgress<EmbeddingProgress> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var run = new EmbeddingRun(store, model, BatchSize);
        while (run.Next(DocumentsAtOnce) is { Count: > 0 } documents)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await run.EmbedAsync(documents, cancellationToken);
            progress.Report(new EmbeddingProgress(run.Documents, run.Texts, run.Left(Counted)));
        }

        var switched = run.Complete();
        await index.CatchUpAsync(cancellationToken);
        return new EmbeddingReport(run.Documents, run.Texts, run.Failed, switched);
    }
}
