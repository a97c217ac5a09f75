using System.Buffers;
using System.Numerics.Tensors;
using Retrieval.Vectors;

namespace Retrieval.Stores.Embedded;

/// <summary>
/// Exact search among the coded vectors of what a filter lets through: every code is compared, the best are compared again by their
/// 32-bit vectors. Reads memory only, until the best are known; any number of threads at once.
/// </summary>
internal sealed class DenseSearch(VectorSet vectors, Scope scope, DenseQuery query)
{
    /// <summary>How many more than wanted are compared exactly; with 4, ten of ten thousand real queries lose one of their ten.</summary>
    private const int Spare = 4;

    private const int LeastCompared = 40;

    private readonly short[] _query = new short[CodeScan.Stride(vectors.Space.Dimensions)];
    private float _step;
    private double _sum;
    private double _squares;
    private long _count;

    /// <summary>The nearest, by their exact cosines.</summary>
    public Ranking Find(StoreSnapshot snapshot, int limit, CancellationToken cancellationToken)
    {
        Encode();
        var best = new BestHits<Candidate>(Math.Max(limit * Spare, LeastCompared));
        var products = ArrayPool<int>.Shared.Rent(VectorSegment.Full);
        try
        {
            for (var segment = 0; segment < vectors.Segments.Length; segment++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                products = Scan(segment, products, best);
            }
        }
        finally
        {
            ArrayPool<int>.Shared.Return(products);
        }

        var mean = _count == 0 ? 0 : _sum / _count;
        var deviation = _count == 0 ? 0 : Math.Sqrt(Math.Max(0, (_squares / _count) - (mean * mean)));
        return new Ranking([.. Exact(snapshot, best.Take().ConvertAll(hit => hit.Item)).OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Id).Take(limit)], mean, deviation);
    }

    private void Encode()
    {
        var codes = new sbyte[vectors.Space.Dimensions];
        _step = VectorCode.Encode(query.Vector.Span, codes);
        CodeScan.Widen(codes).CopyTo(_query, 0);
    }

    private int[] Scan(int at, int[] products, BestHits<Candidate> best)
    {
        var segment = vectors.Segments[at];
        foreach (var (from, to) in scope.Runs(at))
        {
            var (first, end) = (segment.Starts[from], segment.Starts[to]);
            if (products.Length < end - first)
            {
                ArrayPool<int>.Shared.Return(products);
                products = ArrayPool<int>.Shared.Rent(end - first);
            }

            segment.Products(_query, first, end, products);
            for (var run = from; run < to; run++)
            {
                var (start, next) = (segment.Starts[run], segment.Starts[run + 1]);
                Reduce(segment, run, products.AsSpan(start - first, next - start), segment.Steps[start..next], best);
            }
        }

        return products;
    }

    /// <summary>Scores the units of one document.</summary>
    private void Reduce(VectorSegment segment, int run, ReadOnlySpan<int> products, ReadOnlySpan<float> steps, BestHits<Candidate> best)
    {
        var (own, nearest, nearestAt) = (products[0] * steps[0] * _step, float.NegativeInfinity, 0);
        for (var at = 1; at < products.Length; at++)
        {
            var score = products[at] * steps[at] * _step;
            if (query.Unit == RetrievalUnit.Chunk)
            {
                Take(new Candidate(segment.Documents[run], at), score, best);
            }
            else if (score > nearest)
            {
                (nearest, nearestAt) = (score, at);
            }
        }

        if (query.Unit == RetrievalUnit.Document)
        {
            Take(new Candidate(segment.Documents[run], nearestAt), nearestAt == 0 ? own : (own + nearest) / 2, best);
        }
    }

    private void Take(Candidate candidate, float score, BestHits<Candidate> best)
    {
        _sum += score;
        _squares += score * (double)score;
        _count++;
        if (best.Wants(score))
        {
            best.Add(candidate, score, _count);
        }
    }

    /// <summary>Compares again by the vectors themselves; what the store no longer holds is no hit.</summary>
    private IEnumerable<Hit> Exact(StoreSnapshot snapshot, List<Candidate> candidates)
    {
        using var exact = new StoredVectors(snapshot, vectors.Space);
        foreach (var candidate in candidates)
        {
            var chunk = FirstChunk(candidate.Document) + candidate.At - 1;
            var cosine = candidate.At == 0 ? null : Cosine(exact.Of(chunk));
            var score = query.Unit == RetrievalUnit.Chunk ? cosine : Mean(Cosine(exact.Of(-candidate.Document)), cosine);
            if (score is { } found)
            {
                yield return new Hit(query.Unit == RetrievalUnit.Chunk ? chunk : candidate.Document, found);
            }
        }
    }

    private long FirstChunk(long document) => scope.FactsOf(document).FirstChunk;

    private double? Cosine(float[]? vector) => vector is null ? null : TensorPrimitives.Dot(query.Vector.Span, vector);

    private static double? Mean(double? own, double? chunk) => chunk is null ? own : (own + chunk) / 2;

    /// <param name="Document">Number of the document.</param>
    /// <param name="At">Place in its run: 0 for its own vector, 1 for the first chunk.</param>
    private readonly record struct Candidate(long Document, int At);
}
