using System.Buffers;

namespace LanguageModels.Tokenization.Models;

/// <summary>
/// Merges the symbols of a word: always the pair of the lowest rank, the leftmost of equals. Short words look for it by
/// scanning, which is quicker up to a few dozen symbols; long ones keep a heap, so that a text of n symbols takes n log n.
/// </summary>
internal static class PairMerging
{
    internal const int ScanLimit = 48;

    /// <summary>Merges in place by scanning; the number of symbols left. All spans have one entry a symbol.</summary>
    internal static int Scan(MergeTable merges, Span<int> ids, Span<int> starts, Span<int> ends)
    {
        var count = ids.Length;
        Span<int> ranks = stackalloc int[ScanLimit];
        for (var i = 0; i + 1 < count; i++)
        {
            ranks[i] = merges.RankOf(ids[i], ids[i + 1], out _);
        }

        while (count > 1 && Lowest(ranks[..(count - 1)]) is var best and >= 0)
        {
            merges.RankOf(ids[best], ids[best + 1], out ids[best]);
            ends[best] = ends[best + 1];
            Remove(ids[..count], best + 1);
            Remove(starts[..count], best + 1);
            Remove(ends[..count], best + 1);
            Remove(ranks[..(count - 1)], best);
            count--;
            Rank(merges, ids[..count], ranks, best - 1);
            Rank(merges, ids[..count], ranks, best);
        }

        return count;
    }

    /// <summary>Merges in place with a heap; the number of symbols left.</summary>
    internal static int WithHeap(MergeTable merges, Span<int> ids, Span<int> starts, Span<int> ends)
    {
        var links = ArrayPool<int>.Shared.Rent(2 * ids.Length);
        try
        {
            var next = links.AsSpan(0, ids.Length);
            Merge(merges, ids, ends, next, links.AsSpan(ids.Length, ids.Length));
            return Compact(ids, starts, ends, next);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(links);
        }
    }

    private static int Lowest(ReadOnlySpan<int> ranks)
    {
        var (best, lowest) = (-1, int.MaxValue);
        for (var i = 0; i < ranks.Length; i++)
        {
            if (ranks[i] < lowest)
            {
                (best, lowest) = (i, ranks[i]);
            }
        }

        return best;
    }

    private static void Rank(MergeTable merges, ReadOnlySpan<int> ids, Span<int> ranks, int at)
    {
        if (at >= 0 && at + 1 < ids.Length)
        {
            ranks[at] = merges.RankOf(ids[at], ids[at + 1], out _);
        }
    }

    private static void Remove(Span<int> values, int at) => values[(at + 1)..].CopyTo(values[at..]);

    /// <summary>A merged-away symbol has the id -1; an entry of the heap is stale when the pair at its place has another rank.</summary>
    private static void Merge(MergeTable merges, Span<int> ids, Span<int> ends, Span<int> next, Span<int> previous)
    {
        using var heap = new MergeHeap(ids.Length);
        for (var i = 0; i < ids.Length; i++)
        {
            (next[i], previous[i]) = (i + 1, i - 1);
            if (i + 1 < ids.Length)
            {
                heap.Push(merges.RankOf(ids[i], ids[i + 1], out _), i);
            }
        }

        while (heap.TryPop(out var rank, out var at))
        {
            var right = next[at];
            if (ids[at] < 0 || right >= ids.Length || merges.RankOf(ids[at], ids[right], out var merged) != rank)
            {
                continue;
            }

            (ids[at], ends[at], ids[right], next[at]) = (merged, ends[right], -1, next[right]);
            if (next[at] < ids.Length)
            {
                previous[next[at]] = at;
                heap.Push(merges.RankOf(merged, ids[next[at]], out _), at);
            }

            if (previous[at] >= 0)
            {
                heap.Push(merges.RankOf(ids[previous[at]], merged, out _), previous[at]);
            }
        }
    }

    private static int Compact(Span<int> ids, Span<int> starts, Span<int> ends, ReadOnlySpan<int> next)
    {
        var count = 0;
        for (var i = 0; i < ids.Length; i = next[i])
        {
            (ids[count], starts[count], ends[count]) = (ids[i], starts[i], ends[i]);
            count++;
        }

        return count;
    }
}
