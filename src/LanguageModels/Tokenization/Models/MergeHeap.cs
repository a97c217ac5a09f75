using System.Buffers;

namespace LanguageModels.Tokenization.Models;

/// <summary>Possible merges by rank, then by place. A binary heap of numbers in a rented array.</summary>
internal sealed class MergeHeap(int capacity) : IDisposable
{
    private ulong[] _items = ArrayPool<ulong>.Shared.Rent(Math.Max(16, capacity));
    private int _count;

    /// <summary>Adds a merge; a rank of int.MaxValue is none and not added.</summary>
    internal void Push(int rank, int place)
    {
        if (rank == int.MaxValue)
        {
            return;
        }

        if (_count == _items.Length)
        {
            Grow();
        }

        var item = ((ulong)(uint)rank << 32) | (uint)place;
        var at = _count++;
        while (at > 0 && _items[(at - 1) / 2] > item)
        {
            _items[at] = _items[(at - 1) / 2];
            at = (at - 1) / 2;
        }

        _items[at] = item;
    }

    internal bool TryPop(out int rank, out int place)
    {
        (rank, place) = (0, 0);
        if (_count == 0)
        {
            return false;
        }

        (rank, place) = ((int)(_items[0] >> 32), (int)(uint)_items[0]);
        Sink(_items[--_count]);
        return true;
    }

    public void Dispose() => ArrayPool<ulong>.Shared.Return(_items);

    private void Sink(ulong item)
    {
        var at = 0;
        while ((2 * at) + 1 < _count)
        {
            var child = (2 * at) + 1;
            child += child + 1 < _count && _items[child + 1] < _items[child] ? 1 : 0;
            if (_items[child] >= item)
            {
                break;
            }

            _items[at] = _items[child];
            at = child;
        }

        _items[at] = item;
    }

    private void Grow()
    {
        var larger = ArrayPool<ulong>.Shared.Rent(2 * _items.Length);
        _items.AsSpan(0, _count).CopyTo(larger);
        ArrayPool<ulong>.Shared.Return(_items);
        _items = larger;
    }
}
