namespace Retrieval.Vectors;

/// <summary>The best of many scored things: a heap that throws out its worst. Not for several threads.</summary>
internal sealed class BestHits<T>(int limit)
{
    private readonly PriorityQueue<(T Item, double Score), (double Score, long Order)> _heap = new(limit + 1);
    private double _worst = double.NegativeInfinity;

    /// <summary>Whether a score would be among the best so far.</summary>
    public bool Wants(double score) => _heap.Count < limit || score > _worst;

    /// <summary>Takes a thing that is wanted. Of equal scores the lower order stays.</summary>
    public void Add(T item, double score, long order)
    {
        _heap.Enqueue((item, score), (score, -order));
        if (_heap.Count > limit)
        {
            _heap.Dequeue();
        }

        _worst = _heap.Peek().Score;
    }

    /// <summary>What was kept, best first; empties the heap.</summary>
    public List<(T Item, double Score)> Take()
    {
        var taken = new List<(T, double)>(_heap.Count);
        while (_heap.TryDequeue(out var item, out _))
        {
            taken.Add(item);
        }

        taken.Reverse();
        return taken;
    }
}
