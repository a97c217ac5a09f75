using System.Buffers;
using LanguageModels.Tokenization.Texts;

namespace LanguageModels.Tokenization.Models;

/// <summary>Where tokens are written: ids and the points they stand for, in rented arrays.</summary>
internal sealed class TokenSink : IDisposable
{
    private int[] _ids = ArrayPool<int>.Shared.Rent(256);
    private int[] _starts = ArrayPool<int>.Shared.Rent(256);
    private int[] _ends = ArrayPool<int>.Shared.Rent(256);

    internal int Count { get; private set; }

    internal ReadOnlySpan<int> Ids => _ids.AsSpan(0, Count);

    internal ReadOnlySpan<int> Starts => _starts.AsSpan(0, Count);

    internal ReadOnlySpan<int> Ends => _ends.AsSpan(0, Count);

    /// <summary>Adds a token.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="start">First point of the word it stands for.</param>
    /// <param name="end">One past the last.</param>
    internal void Add(int id, int start, int end)
    {
        Reserve(1);
        _ids[Count] = id;
        _starts[Count] = start;
        _ends[Count++] = end;
    }

    internal void Add(ReadOnlySpan<int> ids, ReadOnlySpan<int> starts, ReadOnlySpan<int> ends)
    {
        Reserve(ids.Length);
        ids.CopyTo(_ids.AsSpan(Count));
        starts.CopyTo(_starts.AsSpan(Count));
        ends.CopyTo(_ends.AsSpan(Count));
        Count += ids.Length;
    }

    /// <summary>Turns positions in a piece into positions in the original text, for the tokens from <paramref name="from"/> on.</summary>
    internal void Locate(int from, Piece piece)
    {
        if (piece.Text.IsOriginal)
        {
            for (var i = from; i < Count; i++)
            {
                _starts[i] += piece.Start;
                _ends[i] += piece.Start;
            }

            return;
        }

        for (var i = from; i < Count; i++)
        {
            _starts[i] = piece.Text.StartOf(piece.Start + _starts[i]);
            _ends[i] = piece.Text.EndOf(piece.Start + _ends[i] - 1);
        }
    }

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_ids);
        ArrayPool<int>.Shared.Return(_starts);
        ArrayPool<int>.Shared.Return(_ends);
        (_ids, _starts, _ends, Count) = ([], [], [], 0);
    }

    private void Reserve(int extra)
    {
        if (Count + extra > _ids.Length || Count + extra > _starts.Length || Count + extra > _ends.Length)
        {
            Grow(ref _ids, Count + extra);
            Grow(ref _starts, Count + extra);
            Grow(ref _ends, Count + extra);
        }
    }

    private void Grow(ref int[] array, int needed)
    {
        var larger = ArrayPool<int>.Shared.Rent(Math.Max(needed, 2 * array.Length));
        array.AsSpan(0, Count).CopyTo(larger);
        ArrayPool<int>.Shared.Return(array);
        array = larger;
    }
}
