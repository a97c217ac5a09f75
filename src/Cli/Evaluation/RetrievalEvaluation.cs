using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Retrieval.Embeddings;
using Retrieval.Ingestion;
using Retrieval.Search;
using Retrieval.Stores;
using Retrieval.Stores.Embedded;

namespace Cli.Evaluation;

/// <summary>Puts a set's documents into a store of its own, embeds them and asks the set's questions.</summary>
/// <param name="work">Folder of the stores; a set that is there already is not embedded again.</param>
/// <param name="model">Computes the vectors; null measures words alone.</param>
/// <param name="chunkWords">Most words of a chunk.</param>
/// <param name="time">Clock.</param>
internal sealed class RetrievalEvaluation(string work, EmbeddingModel? model, int chunkWords, TimeProvider time)
{
    private const int Depth = 100;

    /// <summary>The metrics of each arm.</summary>
    public async Task<IReadOnlyList<(SearchArms Arms, RankingMetrics Metrics)>> RunAsync(
        RetrievalSet set, IProgress<EmbeddingProgress> progress, CancellationToken cancellationToken)
    {
        // SQuAD's and NQ's questions are asked of the same passages.
        var name = set.Name is "squad2" or "nq" ? "passages" : set.Name.StartsWith("liveqa", StringComparison.Ordinal) ? "liveqa" : set.Name;
        var store = DocumentStore.Open(Path.Combine(work, string.Create(CultureInfo.InvariantCulture, $"{name}-{chunkWords}.db")), time);
        await using var index = new EmbeddedIndex(store);
        await FillAsync(store, index, set, cancellationToken);
        if (model is not null)
        {
            await new EmbeddingUpdater(store, index, model).RunAsync(progress, cancellationToken);
        }

        var ranking = new DocumentRanking(store, index, new QuestionEmbedder(_ => model, Timeout.InfiniteTimeSpan, time, NullLogger<QuestionEmbedder>.Instance));
        var rows = new List<(SearchArms, RankingMetrics)>();
        foreach (var arms in model is null ? [SearchArms.Lexical] : Enum.GetValues<SearchArms>())
        {
            var metrics = new List<RankingMetrics>();
            foreach (var question in set.Questions)
            {
                metrics.Add(RankingMetrics.Of(await AskAsync(ranking, question.Text, arms, cancellationToken), question));
            }

            rows.Add((arms, RankingMetrics.Mean(metrics)));
        }

        return rows;
    }

    private static async Task<IReadOnlyList<string>> AskAsync(DocumentRanking ranking, string question, SearchArms arms, CancellationToken cancellationToken)
    {
        var found = await ranking.RankAsync(new SearchQuery(question, ["set"], Depth, null), arms, cancellationToken);
        return [.. found.Select(document => Uri.UnescapeDataString(document.Id["set/".Length..^".txt".Length]))];
    }

    private async Task FillAsync(DocumentStore store, EmbeddedIndex index, RetrievalSet set, CancellationToken cancellationToken)
    {
        if (store.Domains.Count > 0)
        {
            return;
        }

        var intake = new DocumentIntake(store, index);
        await intake.SetStemmingAsync("set", set.Stemming, cancellationToken);
        await intake.PutAsync([.. set.Documents.Select(Incoming)], cancellationToken);
    }

    private IncomingDocument Incoming(SetDocument document) =>
        new("set", $"{Uri.EscapeDataString(document.Id)}.txt", Encoding.UTF8.GetBytes(document.Text)) { Title = document.Title, ChunkWords = chunkWords };
}
