using System.Collections.Immutable;
using System.Globalization;
using Gateway.Routing;
using Microsoft.Data.Sqlite;
using Retrieval.Documents;
using Retrieval.Search;

namespace Gateway.Augmentation;

/// <summary>Asks the documents under a deadline. A late or failed search is noted, never fatal.</summary>
internal sealed partial class SourceFinder(DatedSearch search, TimeProvider time, ILogger<SourceFinder> logger)
{
    /// <summary>Labelled passages of a domain for a question, newer documents before older ones of the same title.</summary>
    public async Task<Sources> FindAsync(
        RoutingQuestion question, string domain, IReadOnlyList<string>? labels, AugmentationOptions options, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMilliseconds(options.DeadlineMilliseconds), time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var query = new SearchQuery(question.Text, [domain], options.Passages, AsOf: null) { Labels = labels };
            // Searching is synchronous inside SQLite: it runs beside the request so that the deadline holds whatever it does.
            var found = await Task.Run(() => search.SearchAsync(query, linked.Token), linked.Token).WaitAsync(linked.Token);
            return new Sources(Label(NewestFirst(found.Passages)), NotesOn(found.AsOf));
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            RetrievalLate(domain, options.DeadlineMilliseconds);
            return new Sources([], [$"Retrieval was left out: no result within {options.DeadlineMilliseconds} ms."]);
        }
        catch (Exception exception) when (exception is SqliteException or IOException or InvalidDataException)
        {
            RetrievalFailed(exception, domain);
            return new Sources([], [$"Retrieval failed and was left out: {exception.GetType().Name}."]);
        }
    }

    private static ImmutableArray<string> NotesOn(DateOnly? asOf) =>
        asOf is { } day ? [string.Create(CultureInfo.InvariantCulture, $"The documents were searched as they stood on {day:yyyy-MM-dd}, the day that the question asks about.")] : [];

    /// <summary>Keeps the order of relevance, but within one title puts the newest document first.</summary>
    internal static IEnumerable<Passage> NewestFirst(IReadOnlyList<Passage> passages) =>
        passages.Select((passage, rank) => (passage, rank))
            .GroupBy(item => item.passage.Title, StringComparer.OrdinalIgnoreCase)
            .SelectMany(group =>
            {
                var ranks = group.Select(item => item.rank).ToArray();
                var newest = group.OrderByDescending(item => item.passage.Date ?? DateOnly.MinValue).ThenBy(item => item.rank);
                return newest.Zip(ranks, (item, rank) => (item.passage, rank));
            })
            .OrderBy(item => item.rank)
            .Select(item => item.passage);

    private static ImmutableArray<Source> Label(IEnumerable<Passage> passages) =>
        [.. passages.Select((passage, index) => new Source(index + 1, passage))];

    [LoggerMessage(1100, LogLevel.Warning, "Retrieval in domain {Domain} took longer than {Milliseconds} ms and was left out")]
    private partial void RetrievalLate(string domain, int milliseconds);

    [LoggerMessage(1101, LogLevel.Error, "Retrieval in domain {Domain} failed and was left out")]
    private partial void RetrievalFailed(Exception exception, string domain);
}
