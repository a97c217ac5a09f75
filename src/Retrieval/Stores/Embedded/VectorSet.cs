using System.Collections.Immutable;

namespace Retrieval.Stores.Embedded;

/// <summary>All coded vectors of the active space. Immutable; a changed set shares the segments that nothing happened to.</summary>
internal sealed record VectorSet(EmbeddingSpace Space, ImmutableArray<VectorSegment> Segments)
{
    public long Count => Segments.Sum(segment => (long)segment.Count);

    /// <summary>Cuts runs, which come in order of document, into segments.</summary>
    public static IEnumerable<VectorSegment> Cut(int stride, IEnumerable<VectorRun> runs)
    {
        var open = new List<VectorRun>();
        var count = 0;
        foreach (var run in runs)
        {
            if (open.Count > 0 && count + run.Count > VectorSegment.Full)
            {
                yield return new VectorSegment(stride, open);
                (open, count) = ([], 0);
            }

            open.Add(run);
            count += run.Count;
        }

        if (open.Count > 0)
        {
            yield return new VectorSegment(stride, open);
        }
    }

    /// <summary>
    /// The set without the vectors of some documents, and with new ones. Segments that held a changed document are made anew without it, so that
    /// nothing of it stays in memory; the new ones join the smallest segment.
    /// </summary>
    /// <param name="changed">Numbers of documents whose vectors are not as they were.</param>
    /// <param name="present">Vectors of those of them that have some, in order of number.</param>
    public VectorSet After(HashSet<long> changed, IReadOnlyList<VectorRun> present)
    {
        var stride = Vectors.CodeScan.Stride(Space.Dimensions);
        var kept = new List<VectorSegment>();
        foreach (var segment in Segments)
        {
            kept.AddRange(changed.Any(document => Array.BinarySearch(segment.Documents, document) >= 0)
                ? Cut(stride, Runs(segment).Where(run => !changed.Contains(run.Document)))
                : [segment]);
        }

        if (present.Count > 0)
        {
            var small = kept.Where(segment => segment.Count < VectorSegment.Full / 2).MinBy(segment => segment.Count);
            var runs = small is null ? present : [.. Runs(small).Concat(present).OrderBy(run => run.Document)];
            kept = [.. kept.Where(segment => segment != small), .. Cut(stride, runs)];
        }

        return this with { Segments = [.. kept] };
    }

    private static IEnumerable<VectorRun> Runs(VectorSegment segment) => Enumerable.Range(0, segment.Documents.Length).Select(segment.Run);
}
