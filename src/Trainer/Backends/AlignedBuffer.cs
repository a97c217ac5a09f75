using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Trainer.Backends;

/// <summary>Native float32 memory at a multiple of 64 bytes, zeroed.</summary>
internal sealed unsafe class AlignedBuffer : IDisposable
{
    private const int Chunk = 1 << 28;

    private float* _start;

    public AlignedBuffer(long length)
    {
        Length = length;
        _start = (float*)NativeMemory.AlignedAlloc((nuint)Math.Max(length, 16) * sizeof(float), 64);
        Clear();
    }

    /// <summary>Elements.</summary>
    public long Length { get; }

    /// <summary>Where it begins; null after disposal.</summary>
    public float* Start => _start;

    public Span<float> Slice(long start, int count) => _start != null && start >= 0 && count >= 0 && start + count <= Length
        ? new Span<float>(_start + start, count)
        : throw new ArgumentOutOfRangeException(nameof(start), $"{start} + {count} is not within {(_start == null ? 0 : Length)}.");

    public void Clear() => NativeMemory.Clear(_start, (nuint)Length * sizeof(float));

    /// <summary>Adds another block of the same length.</summary>
    public void Add(AlignedBuffer other)
    {
        for (long start = 0; start < Length; start += Chunk)
        {
            var count = (int)Math.Min(Chunk, Length - start);
            TensorPrimitives.Add(Slice(start, count), other.Slice(start, count), Slice(start, count));
        }
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(_start);
        _start = null;
    }
}
