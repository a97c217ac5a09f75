using System.Buffers;

namespace Protocol.Sse;

/// <summary>A growing run of bytes in a rented array. Holds no array while it is empty, so idle streams cost nothing.</summary>
internal struct PooledBytes
{
    private const int FirstSize = 4096;

    private byte[]? _array;
    private int _start;
    private int _end;

    internal readonly int Length => _end - _start;

    internal readonly ReadOnlySpan<byte> Span => _array.AsSpan(_start, Length);

    internal readonly ReadOnlyMemory<byte> Memory => _array.AsMemory(_start, Length);

    internal void Append(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        Reserve(bytes.Length);
        bytes.CopyTo(_array.AsSpan(_end));
        _end += bytes.Length;
    }

    internal void RemoveFirst(int count)
    {
        _start += count;
        if (_start == _end)
        {
            Release();
        }
    }

    internal void Release()
    {
        if (_array is not null)
        {
            ArrayPool<byte>.Shared.Return(_array);
        }

        this = default;
    }

    private void Reserve(int extra)
    {
        int needed = checked(Length + extra);
        if (_array is null || needed > _array.Length)
        {
            Grow(Math.Max(needed, FirstSize));
        }
        else if (_end + extra > _array.Length)
        {
            MoveTo(_array);
        }
    }

    private void Grow(int needed)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Array.MaxLength, Math.Max(needed, 2L * Length)));
        byte[]? old = _array;
        MoveTo(larger);
        if (old is not null)
        {
            ArrayPool<byte>.Shared.Return(old);
        }
    }

    private void MoveTo(byte[] target)
    {
        Span.CopyTo(target);
        _end = Length;
        _start = 0;
        _array = target;
    }
}
