using System.Collections.Frozen;

namespace LanguageModels.Weights;

/// <summary>
/// A GGUF file (versions 2 and 3, little-endian): metadata and tensors, dequantised as they are read. Shapes are row-major,
/// so a matrix listed [in, out] in the file is [out, in] here. The file stays mapped until it is disposed.
/// </summary>
/// <remarks>Whoever shortens the file meanwhile takes away the memory under it: the system ends a process that reads there.</remarks>
public sealed class GgufFile : ITensorSource
{
    private const uint Magic = 0x46554747; // "GGUF"
    private const int MostKeys = 65_536;

    private readonly MappedFile _file;
    private readonly FrozenDictionary<string, GgufTensors.Entry> _entries;

    private GgufFile(MappedFile file)
    {
        _file = file;
        var cursor = new GgufCursor(file);
        CheckVersion(cursor);
        var tensors = cursor.Count(24, GgufTensors.MostTensors, "tensors");
        Metadata = ReadMetadata(cursor, cursor.Count(13, MostKeys, "keys"));
        if (Metadata.Integer("split.count") is > 1 and var parts)
        {
            throw cursor.Fault($"it is one of {parts} parts; expected a whole model. Put the parts together first (gguf-split --merge)");
        }

        _entries = Index(cursor, GgufTensors.Read(cursor, tensors, Metadata));
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

    /// <summary>The blocks of a tensor as they lie in the file. The span must not be used after the file was disposed.</summary>
    /// <exception cref="KeyNotFoundException">There is no such tensor.</exception>
    public ReadOnlySpan<byte> Raw(string name) => _file.Bytes(_entries[name].Offset, _entries[name].Length, $"tensor '{name}'");

    /// <inheritdoc/>
    public void Read(string name, Span<float> destination) => BlockFormat.Of(Tensors[name].Type)!.Dequantise(Raw(name), destination);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static void CheckVersion(GgufCursor cursor)
    {
        if (cursor.UInt32("the magic number") is var magic && magic != Magic)
        {
            throw cursor.Fault($"expected 'GGUF', found 0x{magic:x8}");
        }

        if (cursor.UInt32("the version") is var version && version is not (2 or 3))
        {
            throw cursor.Fault($"version {version}; 2 and 3 are read");
        }
    }

    private static GgufMetadata ReadMetadata(GgufCursor cursor, int pairs)
    {
        var values = new Dictionary<string, object>();
        for (var i = 0; i < pairs; i++)
        {
            var key = cursor.String(GgufCursor.LongestKey, $"key {i}");
            var value = GgufValues.Read(cursor, cursor.UInt32($"the type of '{key}'"), key);
            if (!values.TryAdd(key, value))
            {
                throw cursor.Fault($"key '{key}' is there twice");
            }
        }

        return new GgufMetadata(cursor.Path, values);
    }

    private static FrozenDictionary<string, GgufTensors.Entry> Index(GgufCursor cursor, IReadOnlyList<GgufTensors.Entry> entries)
    {
        var byName = new Dictionary<string, GgufTensors.Entry>();
        foreach (var entry in entries)
        {
            if (!byName.TryAdd(entry.Info.Name, entry))
            {
                throw cursor.Fault($"tensor '{entry.Info.Name}' is there twice");
            }
        }

        return byName.ToFrozenDictionary();
    }
}
