using Retrieval.Embeddings;
using Retrieval.Stores;

namespace Gateway.Embedding;

/// <summary>
/// Keeps the vectors of the documents up with them: looks every two seconds whether documents or the model changed, also by another process, and
/// embeds what is missing. Answers never wait for it. What fails is tried again after a pause that doubles up to five minutes.
/// </summary>
internal sealed partial class BackgroundEmbedding(
    DocumentStore store, IPassageIndex index, EmbeddingModels models, TimeProvider time, ILogger<BackgroundEmbedding> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // The host starts while the first look is taken.
        (long Revision, string? Model) done = (-1, null);
        var pause = Interval;
        while (!stoppingToken.IsCancellationRequested)
        {
            var (isDone, now) = await LookAsync(done, stoppingToken);
            (done, pause) = isDone ? (now, Interval) : (done, TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks)));
            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<(bool IsDone, (long, string?) Now)> LookAsync((long Revision, string? Model) done, CancellationToken cancellationToken)
    {
        try
        {
            if (models.Current is not { } model || (Revision, model.Name) == done)
                return (true, done);
            var report = await new EmbeddingUpdater(store, index, model).RunAsync(new Progress<EmbeddingProgress>(), cancellationToken);
            if (report.Documents > 0)
                Embedded(report.Documents, report.Texts, model.Name);
            foreach (var (id, reason) in report.Failed)
                Refused(id, model.Name, reason);
            return (true, (Revision, model.Name));
        }
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
        {
            Failed(problem); // A model or a server may be out of order for a while: words are searched meanwhile.
            return (false, done);
        }
        catch (OperationCanceledException)
        {
            return (false, done);
        }
    }

    private long Revision
    {
        get
        {
            using var snapshot = store.BeginRead(CancellationToken.None);
            return snapshot.Revision;
        }
    }

    [LoggerMessage(1120, LogLevel.Information, "{Documents} documents were embedded ({Texts} texts) with {Model}")]
    private partial void Embedded(int documents, int texts, string model);

    [LoggerMessage(1121, LogLevel.Warning, "The document {Id} was not embedded with {Model} and is found by words alone: {Reason}")]
    private partial void Refused(string id, string model, string reason);

    [LoggerMessage(1122, LogLevel.Warning, "The documents could not be embedded now; it is tried again")]
    private partial void Failed(Exception problem);
}
