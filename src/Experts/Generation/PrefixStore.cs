using System.Runtime.InteropServices;
using LanguageModels.Sessions;

namespace Experts.Generation;

/// <summary>
/// Keys and values of kept prompt beginnings, in native memory that is taken block by block and never moved. Owned by the scheduler
/// thread.
/// </summary>
internal sealed unsafe class PrefixStore : IDisposable
{
    private readonly IDecoder _decoder;
    private readonly PrefixTree _tree;
    private readonly byte*[] _memory;
    private readonly int _blockLength;
    private readonly int _blockBytes;
    private readonly List<int> _found = [];
    private readonly Action<int, int> _fill;
    private int _source;

    public PrefixStore(IDecoder decoder, int positions, int blockLength)
    {
        (_decoder, _blockLength) = (decoder, blockLength);
        _blockBytes = checked((int)(decoder.PositionBytes * blockLength));
        _memory = new byte*[positions / blockLength];
        _tree = new PrefixTree(_memory.Length, blockLength);
        _fill = (position, block) => _decoder.Save(_source, position, _blockLength, Memory(block));
    }

    /// <summary>Copies the longest kept beginning of a prompt into a slot; its last token is always left to compute. Returns the positions copied.</summary>
    public int Restore(int slot, ReadOnlySpan<int> prompt, int adapter)
    {
        _found.Clear();
        _tree.Find(adapter, prompt[..^1], _found);
        for (var i = 0; i < _found.Count; i++)
        {
            _decoder.Restore(slot, i * _blockLength, _blockLength, Memory(_found[i]));
        }

        return _found.Count * _blockLength;
    }

    /// <summary>Keeps what a slot holds of a prompt, as far as there is room.</summary>
    public void Keep(int slot, ReadOnlySpan<int> prompt, int adapter)
    {
        _source = slot;
        _tree.Keep(adapter, prompt, _fill);
    }

    /// <summary>Gives up all that was kept for an adapter.</summary>
    public void Forget(int adapter) => _tree.Forget(adapter);

    public void Dispose()
    {
        for (var i = 0; i < _memory.Length; i++)
        {
            NativeMemory.Free(_memory[i]);
            _memory[i] = null;
        }
    }

    private Span<byte> Memory(int block)
    {
        if (_memory[block] is null)
        {
            _memory[block] = (byte*)NativeMemory.Alloc((nuint)_blockBytes);
        }

        return new Span<byte>(_memory[block], _blockBytes);
    }
}
