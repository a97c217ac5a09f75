using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace LanguageModels.Sessions;

/// <summary>
/// Keys and values of all slots: a native buffer [slots, heads, length, head size] for each of keys and values of every layer, all in
/// one allocation: a large one comes from the system as untouched pages, which count only when a position is written, while single
/// ones of 25 MB came from a used heap and were cleared (946 MB instead of 217 for an idle model). Not thread-safe.
/// </summary>
internal sealed unsafe class KeyValueCache : IDisposable
{
    private readonly byte*[] _buffers;
    private readonly long _bytes;
    private byte* _memory;
    private readonly long _slotBytes;
    private readonly long _headBytes;
    private readonly int _rowBytes;
    private readonly int _heads;
    private readonly int _length;
    private readonly int _headSize;
    private readonly TensorElementType _type;

    public KeyValueCache(int layers, int slots, int heads, int length, int headSize, TensorElementType type)
    {
        (_heads, _length, _headSize, _type) = (heads, length, headSize, type);
        _rowBytes = headSize * ElementBytes(type);
        _headBytes = (long)length * _rowBytes;
        _slotBytes = heads * _headBytes;
        _buffers = new byte*[2 * layers];
        _bytes = _buffers.Length * slots * _slotBytes;
        _memory = (byte*)NativeMemory.AllocZeroed((nuint)_bytes, 1);
        for (var i = 0; i < _buffers.Length; i++)
        {
            _buffers[i] = _memory + (i * slots * _slotBytes);
        }
    }

    public long PositionBytes => (long)_buffers.Length * _heads * _rowBytes;

    /// <summary>Keys (2 * layer) or values (2 * layer + 1) of <paramref name="rows"/> slots from <paramref name="slot"/> on, in place.</summary>
    public OrtValue View(int buffer, int slot, int rows) => _memory is null ? throw new ObjectDisposedException(nameof(KeyValueCache)) : OrtValue.CreateTensorValueWithData(
        OrtMemoryInfo.DefaultInstance, _type, [rows, _heads, _length, _headSize], (nint)(_buffers[buffer] + (slot * _slotBytes)), rows * _slotBytes);

    public void Copy(int from, int to, int positions)
    {
        foreach (var buffer in _buffers)
        {
            for (var head = 0; head < _heads; head++)
            {
                var start = buffer + (head * _headBytes);
                Buffer.MemoryCopy(start + (from * _slotBytes), start + (to * _slotBytes), _headBytes, (long)positions * _rowBytes);
            }
        }
    }

    public void Save(int slot, int position, int count, Span<byte> destination)
    {
        var bytes = count * _rowBytes;
        var offset = 0;
        foreach (var buffer in _buffers)
        {
            for (var head = 0; head < _heads; head++, offset += bytes)
            {
                Rows(buffer, slot, head, position, bytes).CopyTo(destination.Slice(offset, bytes));
            }
        }
    }

    public void Restore(int slot, int position, int count, ReadOnlySpan<byte> source)
    {
        var bytes = count * _rowBytes;
        var offset = 0;
        foreach (var buffer in _buffers)
        {
            for (var head = 0; head < _heads; head++, offset += bytes)
            {
                source.Slice(offset, bytes).CopyTo(Rows(buffer, slot, head, position, bytes));
            }
        }
    }

    /// <summary>Gives back the pages that were written; the positions then hold zeros.</summary>
    public void LetGo()
    {
        var first = ((nint)_memory + NativeHeap.Page - 1) / NativeHeap.Page * NativeHeap.Page;
        var last = ((nint)_memory + (nint)_bytes) / NativeHeap.Page * NativeHeap.Page;
        if (last > first)
        {
            NativeHeap.LetGo((byte*)first, last - first);
        }
    }

    public void Dispose()
    {
        NativeMemory.Free(_memory);
        _memory = null;
        Array.Clear(_buffers);
    }

    private Span<byte> Rows(byte* buffer, int slot, int head, int position, int bytes) =>
        new(buffer + (slot * _slotBytes) + (head * _headBytes) + ((long)position * _rowBytes), bytes);

    private static int ElementBytes(TensorElementType type) => type switch
    {
        TensorElementType.Float => 4,
        TensorElementType.Float16 or TensorElementType.BFloat16 => 2,
        TensorElementType.Int8 or TensorElementType.UInt8 => 1,
        _ => throw new ModelFolderException($"the graph keeps keys and values as {type}; float32, float16, bfloat16 and int8 are supported."),
    };
}
