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
    private const int NearPoolSize = 120;
    private const int MaxDocuments = 6;
    private const int MaxSiblings = 200;

    private VersionedVocabulary? _vocabulary;

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
            var found = Find(snapshot, query, text, match);
            var ordered = PassageRanking.Order(found.Asked, found.Pool);
            return found.Explaining is { } first
                ? WithExplanation(text, found.Question, first, [.. ordered], query.Limit)
                : [.. ordered.Take(query.Limit)];
        }
        catch (SqliteException interrupted) when (interrupted.SqliteErrorCode == raw.SQLITE_INTERRUPT)
        {
            throw new OperationCanceledException("the search was cancelled", interrupted, cancellationToken);
        }
    }

    /// <summary>The unordered passages of a question, for fitting the order.</summary>
    internal Found Find(SearchQuery query)
    {
        using var connection = store.Connect();
        using var snapshot = connection.BeginTransaction(deferred: true);
        return Find(snapshot, query, query.Text, MatchExpression.From(query.Text)!);
    }

    private Found Find(SqliteTransaction snapshot, SearchQuery query, string text, string match)
    {
        var vocabulary = VocabularyOf(snapshot);
        var asked = new AskedWords(text, vocabulary);
        var first = Pool(snapshot, query, match, asked);
        var expanded = QuestionNames.Expand(text, first.Select(p => p.Text));
        if (expanded == text || MatchExpression.From(expanded) is not { } again)
        {
            return new Found(text, asked, first, null);
        }

        asked = new AskedWords(expanded, vocabulary);
        return new Found(expanded, asked, Pool(snapshot, query, again, asked), first);
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

    /// <summary>The passages that match, those that match in other words, and the other passages of the documents that match best.</summary>
    private static List<Passage> Pool(SqliteTransaction snapshot, SearchQuery query, string match, AskedWords asked)
    {
        var matching = PassageQueries.Matching(snapshot, query, match, Math.Max(PoolSize, query.Limit));
        var found = matching.Select(p => (p.DocumentId, p.Start)).ToHashSet();
        var near = MatchExpression.Near(asked.Words) is { } other ? PassageQueries.Matching(snapshot, query, other, NearPoolSize) : [];
        var documents = matching.Select(p => p.DocumentId).Distinct().Take(MaxDocuments).Concat(near.Select(p => p.DocumentId).Distinct().Take(MaxDocuments)).Distinct().ToList();
        var siblings = documents.Count == 0 ? [] : PassageQueries.Siblings(snapshot, query, documents, MaxSiblings);
        return [.. matching, .. near.Select(p => p with { Score = 0 }).Concat(siblings).Where(p => found.Add((p.DocumentId, p.Start)))];
    }

    private Vocabulary VocabularyOf(SqliteTransaction snapshot)
    {
        var version = PassageQueries.Version(snapshot);
        var known = Volatile.Read(ref _vocabulary);
        if (known is null || known.Version != version)
        {
            known = new VersionedVocabulary(version, Vocabulary.Read(snapshot));
            Volatile.Write(ref _vocabulary, known);
        }

        return known.Words;
    }

    private sealed record VersionedVocabulary(string Version, Vocabulary Words);

    /// <param name="Question">The question with full names.</param>
    /// <param name="Asked">What it asks.</param>
    /// <param name="Pool">The passages to order.</param>
    /// <param name="Explaining">Passages of which one explains a nickname; null when there was none.</param>
    internal sealed record Found(string Question, AskedWords Asked, List<Passage> Pool, List<Passage>? Explaining);
}
