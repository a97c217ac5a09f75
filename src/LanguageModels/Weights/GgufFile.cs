using System.Collections.Frozen;

namespace LanguageModels.Weights;

/// <summary>
/// A GGUF file (versions 2 and 3, little-endian): metadata and tensors, dequantised as they are read. Shapes are row-major,
/// so a matrix listed [in, out] in the file is [out, in] here. The file stays mapped until it is disposed.
/// </summary>
public sealed class GgufFile : ITensorSource
{
    private const uint Magic = 0x46554747; // "GGUF"
    private const int MostDimensions = 4;
    private const int DefaultAlignment = 32;

    private readonly MappedFile _file;
    private readonly FrozenDictionary<string, (TensorInfo Info, long Offset, long Length)> _entries;

    private GgufFile(MappedFile file)
    {
        _file = file;
        var cursor = new GgufCursor(file);
        var (tensors, pairs) = ReadCounts(cursor);
        Metadata = ReadMetadata(cursor, pairs);
        _entries = ReadTensors(cursor, tensors);
        Tensors = _entries.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.Info);
    }

    /// <summary>The file's keys and values.</summary>
    public GgufMetadata Metadata { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, TensorInfo> Tensors { get; }

    /// <summary>Maps the file and checks its whole header.</summary>
    /// <exception cref="IOException">It is not there or not readable.</exception>
    /// <exception cref="InvalidDataException">It is no GGUF file, damaged, or holds a tensor of a type that is not read.</exception>
    public static GgufFile Open(string path)
    {
        var file = new MappedFile(path);
        try
        {
            return new GgufFile(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The blocks of a tensor as they lie in the file, valid until it is disposed.</summary>
    public ReadOnlySpan<byte> Raw(string name) => _file.Bytes(_entries[name].Offset, _entries[name].Length, $"tensor '{name}'");

    /// <inheritdoc/>
    public void Read(string name, Span<float> destination) => BlockFormat.Of(Tensors[name].Type)!.Dequantise(Raw(name), destination);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static (int Tensors, int Pairs) ReadCounts(GgufCursor cursor)
    {
        if (cursor.UInt32("the magic number") is var magic && magic != Magic)
        {
            throw cursor.Fault($"expected 'GGUF', found 0x{magic:x8}");
        }

        if (cursor.UInt32("the version") is var version && version is not (2 or 3))
        {
            throw cursor.Fault($"version {version}; 2 and 3 are read");
        }

        return (cursor.Count(24, "tensors"), cursor.Count(13, "keys"));
    }

    private static GgufMetadata ReadMetadata(GgufCursor cursor, int pairs)
    {
        var values = new Dictionary<string, object>();
        for (var i = 0; i < pairs; i++)
        {
            var key = cursor.String(GgufCursor.LongestName, $"key {i}");
            var value = GgufValues.Read(cursor, cursor.UInt32($"the type of '{key}'"), key);
            if (!values.TryAdd(key, value))
            {
                throw cursor.Fault($"key '{key}' is there twice");
            }
        }

        return new GgufMetadata(values);
    }

    private FrozenDictionary<string, (TensorInfo, long, long)> ReadTensors(GgufCursor cursor, int count)
    {
        var listed = new List<(TensorInfo Info, long Offset)>(count);
        for (var i = 0; i < count; i++)
        {
            listed.Add(ReadTensor(cursor, i));
        }

        var alignment = Metadata.Integer("general.alignment") ?? DefaultAlignment;
        if (alignment is < 1 or > 1 << 20)
        {
            throw cursor.Fault($"general.alignment is {alignment}; expected 1 to {1 << 20}");
        }

        var data = (cursor.Position + alignment - 1) / alignment * alignment;
        var entries = new Dictionary<string, (TensorInfo, long, long)>(count);
        foreach (var (info, offset) in listed)
        {
            var length = BlockFormat.Of(info.Type)!.BytesOf(info.Elements);
            if (offset > _file.Length - data - length)
            {
                throw cursor.Fault($"tensor '{info.Name}' is said to lie at byte {offset} of the data with {length} bytes; the data has {_file.Length - data}");
            }

            if (!entries.TryAdd(info.Name, (info, data + offset, length)))
            {
                throw cursor.Fault($"tensor '{info.Name}' is there twice");
            }
        }

        return entries.ToFrozenDictionary();
    }

    private static (TensorInfo Info, long Offset) ReadTensor(GgufCursor cursor, int index)
    {
        var name = cursor.String(GgufCursor.LongestName, $"the name of tensor {index}");
        var dimensions = cursor.UInt32($"the dimensions of '{name}'");
        if (dimensions is 0 or > MostDimensions)
        {
            throw cursor.Fault($"tensor '{name}' has {dimensions} dimensions; expected 1 to {MostDimensions}");
        }

        var shape = new long[dimensions];
        for (var i = (int)dimensions - 1; i >= 0; i--)
        {
            shape[i] = cursor.UInt64($"a dimension of '{name}'") is var size and > 0 and <= 1L << 40 ? (long)size : throw cursor.Fault($"tensor '{name}' has a dimension that no tensor has");
        }

        var type = cursor.UInt32($"the type of '{name}'");
        var format = BlockFormat.Of(type) ?? throw cursor.Fault($"tensor '{name}' has the type {type}; read are {BlockFormat.Names}");
        var info = new TensorInfo(name, format.Name, [.. shape]);
        return (Checked(cursor, info, format), checked((long)Math.Min(cursor.UInt64($"the offset of '{name}'"), long.MaxValue)));
    }

    private static TensorInfo Checked(GgufCursor cursor, TensorInfo info, BlockFormat format)
    {
        try
        {
            if (info.Shape[^1] % format.BlockSize != 0 || format.BytesOf(info.Elements) > int.MaxValue)
            {
                throw cursor.Fault($"tensor '{info.Name}' [{string.Join(", ", info.Shape)}] does not fit {format.Name}: rows come in blocks of {format.BlockSize}, tensors up to 2 GiB");
            }

            return info;
        }
        catch (OverflowException)
        {
            throw cursor.Fault($"tensor '{info.Name}' [{string.Join(", ", info.Shape)}] is beyond any file");
        }
    }
}
