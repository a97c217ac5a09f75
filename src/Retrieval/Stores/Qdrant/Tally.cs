using System.Collections.Immutable;

namespace Retrieval.Stores.Qdrant;

/// <summary>Scores of units, and what they are on average: of those that were looked at, for all that they stand for.</summary>
internal sealed class Tally
{
    private readonly Dictionary<long, double> _hits = [];
    private double _sum;
    private double _squares;
    private double _count;

    /// <summary>Takes a hit.</summary>
    public void Add(long id, double score) => _hits[id] = score;

    /// <summary>Takes scores that stand for a number of units; those without a score are 0.</summary>
    public void Stand(IEnumerable<double> scores, long looked, long units)
    {
        if (looked == 0)
        {
            return;
        }

        var weight = (double)units / looked;
        foreach (var score in scores)
        {
            _sum += weight * score;
            _squares += weight * score * score;
        }

        _count += units;
    }

    public Ranking Ranking(int limit)
    {
        var mean = _count == 0 ? 0 : _sum / _count;
        var variance = _count == 0 ? 0 : (_squares / _count) - (mean * mean);
        ImmutableArray<Hit> best = [.. _hits.Select(pair => new Hit(pair.Key, pair.Value)).OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Id).Take(limit)];
        return new Ranking(best, mean, Math.Sqrt(Math.Max(0, variance)));
    }
}
