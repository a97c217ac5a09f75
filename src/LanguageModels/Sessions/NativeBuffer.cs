using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace LanguageModels.Sessions;

/// <summary>Zeroed native memory for the numbers of one input or output; the system gives pages when they are first written.</summary>
internal sealed unsafe class NativeBuffer<T> : IDisposable
    where T : unmanaged
{
    private T* _start;

    public NativeBuffer(long count)
    {
        Count = count;
        _start = (T*)NativeMemory.AllocZeroed((nuint)count, (nuint)Unsafe.SizeOf<T>());
    }

    public long Count { get; }

    public Span<T> Slice(long start, int count) => start >= 0 && count >= 0 && start + count <= Count
        ? new Span<T>(_start + start, count)
        : throw new ArgumentOutOfRangeException(nameof(start), $"{start} + {count} is not within {Count}.");

    /// <summary>The beginning of the memory as a tensor.</summary>
    public OrtValue Tensor(TensorElementType type, ReadOnlySpan<long> shape) => Tensor(type, 0, shape);

    /// <summary>The memory from one number on as a tensor.</summary>
    public OrtValue Tensor(TensorElementType type, long start, ReadOnlySpan<long> shape)
    {
        long count = 1;
        foreach (var size in shape)
        {
            count *= size;
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + count, Count);
        return OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, type, shape.ToArray(), (nint)(_start + start), count * Unsafe.SizeOf<T>());
    }

    public void Dispose()
    {
        NativeMemory.Free(_start);
        _start = null;
    }
}
