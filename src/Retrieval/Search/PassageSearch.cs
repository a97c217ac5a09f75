using Microsoft.Data.Sqlite;
using Retrieval.Aliases;
using Retrieval.Documents;
using Retrieval.Embeddings;
using Retrieval.Stores;
using Retrieval.Stores.Embedded;
using SQLitePCL;

namespace Retrieval.Search;

/// <summary>
/// Finds passages by words. Passages of superseded documents come after all others: see DESIGN.md for what supersedes
/// what. May be used from any thread.
/// </summary>
/// <param name="store">The documents to search.</param>
/// <param name="index">The engine that follows the store.</param>
/// <param name="embedder">Embeds questions; null searches by words alone.</param>
public sealed class PassageSearch(DocumentStore store, IPassageIndex index, QuestionEmbedder? embedder)
{
    /// <summary>Longest question that is read, in UTF-16 characters; the rest is ignored.</summary>
    public const int MaxQueryLength = 8192;

    private const int MaxLimit = 200;

    private readonly PassagePool _pool = new(index);
    private readonly DensePassages _dense = new(index);

    /// <summary>A search by words in the embedded engine.</summary>
    /// <param name="store">The documents to search.</param>
    public PassageSearch(DocumentStore store)
        : this(store, new EmbeddedIndex(store), null)
    {
    }

    /// <summary>The best passages, best first; empty when the question holds no word or nothing matches.</summary>
    /// <remarks>Runs on the calling thread (milliseconds) with the embedded engine; cancellation interrupts SQLite in mid-query.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The limit is outside its range.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, also in mid-query.</exception>
    /// <exception cref="SqliteException">The store cannot be read.</exception>
    public async Task<IReadOnlyList<Passage>> SearchAsync(SearchQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, MaxLimit, nameof(query));
        cancellationToken.ThrowIfCancellationRequested();
        var text = query.Text.Length > MaxQueryLength ? query.Text[..MaxQueryLength] : query.Text;
        if (query.Domains.Count == 0 || SearchWords.Of(text).Count == 0)
        {
            return [];
        }

        using var snapshot = store.BeginRead(cancellationToken);
        try
        {
            // The model computes while the words are looked for.
            var embedding = embedder?.EmbedAsync(snapshot, text, cancellationToken) ?? ValueTask.FromResult<EmbeddedQuestion?>(null);
            var found = await FindAsync(snapshot, query, text, cancellationToken);
            var ordered = PassageRanking.Order(found.Asked, found.Pool);
            if (await embedding is { } question)
            {
                ordered = await _dense.FuseAsync(snapshot, query, question, found, cancellationToken);
            }

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
    internal async Task<Found> FindAsync(SearchQuery query, CancellationToken cancellationToken)
    {
        using var snapshot = store.BeginRead(cancellationToken);
        return await FindAsync(snapshot, query, query.Text, cancellationToken);
    }

    private async Task<Found> FindAsync(StoreSnapshot snapshot, SearchQuery query, string text, CancellationToken cancellationToken)
    {
        var vocabulary = _pool.VocabularyOf(snapshot);
        var asked = new AskedWords(text, vocabulary);
        var first = await _pool.GatherAsync(snapshot, query, text, asked, cancellationToken);
        var expanded = QuestionNames.Expand(text, first.Select(p => p.Text));
        if (expanded == text)
        {
            return new Found(text, asked, first, null);
        }

        asked = new AskedWords(expanded, vocabulary);
        return new Found(expanded, asked, await _pool.GatherAsync(snapshot, query, expanded, asked, cancellationToken), first);
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

    /// <param name="Question">The question with full names.</param>
    /// <param name="Asked">What it asks.</param>
    /// <param name="Pool">The passages to order.</param>
    /// <param name="Explaining">Passages of which one explains a nickname; null when there was none.</param>
    internal sealed record Found(string Question, AskedWords Asked, List<Passage> Pool, List<Passage>? Explaining);
}
