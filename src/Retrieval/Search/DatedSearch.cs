using Retrieval.Documents;

namespace Retrieval.Search;

/// <summary>
/// A search that heeds the day a question asks about. Where the day is not stated but may be meant, the documents decide: the search
/// is as of that day when what was valid then has been replaced or ended since, so that the day makes a difference. Without a day,
/// documents whose time is over come after all others. May be used from any thread.
/// </summary>
/// <param name="search">Finds passages.</param>
/// <param name="time">Tells what day it is (UTC).</param>
public sealed class DatedSearch(PassageSearch search, TimeProvider time)
{
    /// <summary>Passages that decide whether the day makes a difference.</summary>
    private const int Deciding = 3;

    /// <summary>Searches as of the query's own day, else of the day that its text asks about, else as of now.</summary>
    /// <exception cref="OperationCanceledException">Cancelled, also in mid-query.</exception>
    public async Task<DatedPassages> SearchAsync(SearchQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.AsOf is not null)
        {
            return new DatedPassages(await search.SearchAsync(query, cancellationToken), query.AsOf);
        }

        if (QuestionDay.Of(query.Text) is { } asked)
        {
            var then = await search.SearchAsync(query with { AsOf = asked.Day }, cancellationToken);
            if (then.Count > 0 && (asked.IsStated || then.Take(Deciding).Any(passage => !passage.Superseded && IsOver(passage, Today))))
            {
                return new DatedPassages(then, asked.Day);
            }
        }

        var passages = await search.SearchAsync(query, cancellationToken);
        return new DatedPassages([.. passages.OrderBy(passage => passage.EffectiveTo < Today)], null);
    }

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    private static bool IsOver(Passage passage, DateOnly today) => passage.EffectiveTo < today || passage.SupersededFrom <= today;
}
