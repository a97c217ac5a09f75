using System.Buffers.Binary;
using System.Text;

namespace LanguageModels.Tests.Weights;

/// <summary>Writes small GGUF files, right or wrong, byte by byte.</summary>
internal sealed class GgufBuilder
{
    private readonly MemoryStream _pairs = new();
    private readonly MemoryStream _infos = new();
    private readonly MemoryStream _data = new();
    private ulong _pairCount;
    private ulong _tensorCount;

    public uint Version { get; set; } = 3;

    public ulong? TensorCount { get; set; }

    public ulong? PairCount { get; set; }

    public GgufBuilder Text(string key, string value)
    {
        Key(key, 8);
        Text(_pairs, value);
        return this;
    }

    public GgufBuilder Number(string key, uint value)
    {
        Key(key, 4);
        Write(_pairs, value);
        return this;
    }

    /// <summary>A key with a value of any type, given as bytes.</summary>
    public GgufBuilder Raw(string key, uint type, params byte[] value)
    {
        Key(key, type);
        _pairs.Write(value);
        return this;
    }

    public GgufBuilder Tensor(string name, uint type, long[] ne, byte[] blocks, long? offset = null)
    {
        while (_data.Length % 32 != 0)
        {
            _data.WriteByte(0);
        }

        _tensorCount++;
        Text(_infos, name);
        Write(_infos, (uint)ne.Length);
        foreach (var size in ne)
        {
            Write(_infos, (ulong)size);
        }

        Write(_infos, type);
        Write(_infos, (ulong)(offset ?? _data.Length));
        _data.Write(blocks);
        return this;
    }

    public byte[] Build()
    {
        var file = new MemoryStream();
        file.Write("GGUF"u8);
        Write(file, Version);
        Write(file, TensorCount ?? _tensorCount);
        Write(file, PairCount ?? _pairCount);
        _pairs.WriteTo(file);
        _infos.WriteTo(file);
        while (file.Length % 32 != 0)
        {
            file.WriteByte(0);
        }

        _data.WriteTo(file);
        return file.ToArray();
    }

    private static void Text(Stream stream, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Write(stream, (ulong)bytes.Length);
        stream.Write(bytes);
    }

    private static void Write(Stream stream, uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        stream.Write(bytes);
    }

    private static void Write(Stream stream, ulong value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        stream.Write(bytes);
    }

    private void Key(string key, uint type)
    {
        _pairCount++;
        Text(_pairs, key);
        Write(_pairs, type);
    }
}
