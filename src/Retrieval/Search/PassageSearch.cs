using Microsoft.Data.Sqlite;
using Retrieval.Aliases;
using Retrieval.Documents;
using Retrieval.Stores;
using SQLitePCL;

namespace Retrieval.Search;

/// <summary>
/// Finds passages by words. Passages of superseded documents come after all others: see DESIGN.md for what supersedes
/// what. May be used from any thread.
/// </summary>
/// <param name="store">The documents to search.</param>
public sealed class PassageSearch(DocumentStore store)
{
    /// <summary>Longest question that is read, in UTF-16 characters; the rest is ignored.</summary>
    public const int MaxQueryLength = 8192;

    private const int MaxLimit = 200;
    private const int PoolSize = 60;
    private const int MaxDocuments = 6;
    private const int MaxSiblings = 200;

    /// <summary>The best passages, best first; empty when the question holds no word or nothing matches.</summary>
    /// <remarks>Runs on the calling thread (milliseconds); cancellation interrupts SQLite in mid-query.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The limit is outside its range.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, also in mid-query.</exception>
    /// <exception cref="SqliteException">The store cannot be read.</exception>
    public Task<IReadOnlyList<Passage>> SearchAsync(SearchQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, MaxLimit, nameof(query));
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<IReadOnlyList<Passage>>(cancellationToken);
        }

        var text = query.Text.Length > MaxQueryLength ? query.Text[..MaxQueryLength] : query.Text;
        var match = query.Domains.Count > 0 ? MatchExpression.From(text) : null;
        return Task.FromResult(match is null ? [] : Run(query, text, match, cancellationToken));
    }

    private IReadOnlyList<Passage> Run(SearchQuery query, string text, string match, CancellationToken cancellationToken)
    {
        using var connection = store.Connect();
        // Disposed before the connection returns to the pool, so the interrupt cannot hit the next user of it.
        using var interrupt = cancellationToken.Register(() => raw.sqlite3_interrupt(connection.Handle));
        try
        {
            using var snapshot = connection.BeginTransaction(deferred: true);
            var first = Pool(snapshot, query, match);
            var expanded = QuestionNames.Expand(text, first.Select(p => p.Text));
            return expanded == text || MatchExpression.From(expanded) is not { } again
                ? [.. new PassageRanking(text).Order(first).Take(query.Limit)]
                : WithExplanation(text, expanded, first, [.. new PassageRanking(expanded).Order(Pool(snapshot, query, again))], query.Limit);
        }
        catch (SqliteException interrupted) when (interrupted.SqliteErrorCode == raw.SQLITE_INTERRUPT)
        {
            throw new OperationCanceledException("the search was cancelled", interrupted, cancellationToken);
        }
    }

    /// <summary>
    /// What the full name finds; the passage that explains the nickname takes the last place, so that a reader and the
    /// extractive answerer see whom the question means.
    /// </summary>
    private static List<Passage> WithExplanation(string text, string expanded, List<Passage> first, List<Passage> found, int limit)
    {
        var explanation = first.First(p => QuestionNames.Expand(text, [p.Text]) != text);
        var taken = found.Take(limit).ToList();
        if (limit > 1 && QuestionNames.Expand(text, taken.Select(p => p.Text)) != expanded)
        {
            taken = [.. taken.Take(limit - 1), explanation with { Score = taken.Count > 0 ? Math.Min(taken[^1].Score, explanation.Score) : explanation.Score }];
        }

        return taken;
    }

    /// <summary>The passages that match, and the other passages of the documents that match best.</summary>
    private static List<Passage> Pool(SqliteTransaction snapshot, SearchQuery query, string match)
    {
        var matching = PassageQueries.Matching(snapshot, query, match, Math.Max(PoolSize, query.Limit));
        if (matching.Count == 0)
        {
            return [];
        }

        var found = matching.Select(p => (p.DocumentId, p.Start)).ToHashSet();
        var documents = matching.Select(p => p.DocumentId).Distinct().Take(MaxDocuments);
        var siblings = PassageQueries.Siblings(snapshot, query, documents, MaxSiblings);
        return [.. matching, .. siblings.Where(p => !found.Contains((p.DocumentId, p.Start)))];
    }
}
