using System.Numerics;

namespace LanguageModels.Tokenization.Models;

/// <summary>Pairs of ids, the rank of their merge and the id it gives. A hash table with open addressing: one cache line a look-up.</summary>
internal sealed class MergeTable
{
    private const ulong Empty = ulong.MaxValue;

    private readonly Slot[] _slots;
    private readonly int _shift;

    internal MergeTable(int count)
    {
        var size = BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, 2L * count));
        _shift = 64 - BitOperations.Log2(size);
        _slots = new Slot[size];
        Array.Fill(_slots, new Slot(Empty, 0, 0));
    }

    /// <summary>Adds a merge; a pair that is there already takes the new rank, as in the tokenizers library.</summary>
    internal void Set(int left, int right, int rank, int merged) => _slots[Find(Key(left, right))] = new Slot(Key(left, right), rank, merged);

    /// <summary>Rank of the pair's merge, lower is sooner; int.MaxValue for none.</summary>
    internal int RankOf(int left, int right, out int merged)
    {
        ref readonly var slot = ref _slots[Find(Key(left, right))];
        merged = slot.Merged;
        return slot.Key == Empty ? int.MaxValue : slot.Rank;
    }

    private static ulong Key(int left, int right) => ((ulong)(uint)left << 32) | (uint)right;

    private int Find(ulong key)
    {
        var at = (int)((key * 0x9E3779B97F4A7C15) >> _shift);
        while (_slots[at].Key != key && _slots[at].Key != Empty)
        {
            at = (at + 1) & (_slots.Length - 1);
        }

        return at;
    }

    private readonly record struct Slot(ulong Key, int Rank, int Merged);
}
