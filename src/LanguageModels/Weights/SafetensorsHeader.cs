using System.Buffers.Binary;
using System.Text.Json;

namespace LanguageModels.Weights;

/// <summary>The header of a safetensors file: eight bytes of length, then a JSON object of tensors (safetensors format, version 0.3).</summary>
internal static class SafetensorsHeader
{
    /// <summary>Most bytes of JSON; the format's own reference reader takes no more.</summary>
    public const long LongestHeader = 100_000_000;

    private const int MostDimensions = 8, MostTensors = 100_000, LongestName = 512;

    /// <summary>A tensor and where its bytes lie in the file.</summary>
    public readonly record struct Entry(TensorInfo Info, long Offset, long Length);

    /// <summary>Reads and checks the header: every tensor lies inside the file and has the bytes that its shape needs.</summary>
    /// <exception cref="InvalidDataException">It does not.</exception>
    public static IReadOnlyList<Entry> Read(MappedFile file)
    {
        var length = BinaryPrimitives.ReadUInt64LittleEndian(file.Bytes(0, 8, "the length of the header"));
        if (length > LongestHeader)
        {
            throw new InvalidDataException($"{file.Path}: byte 0: the header is said to have {length} bytes; expected at most {LongestHeader}. This is no safetensors file, or it is damaged.");
        }

        try
        {
            var json = new Utf8JsonReader(file.Bytes(8, (long)length, "the header"), new JsonReaderOptions { MaxDepth = 8 });
            using var document = JsonDocument.ParseValue(ref json);
            json.Read(); // Padding may follow; anything else is an error.
            var entries = document.RootElement.EnumerateObject().Where(entry => entry.Name != "__metadata__").Take(MostTensors + 1)
                .Select(entry => ReadEntry(file, 8 + (long)length, entry)).ToList();
            CheckPlaces(file, entries);
            return entries;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{file.Path}: the header is no JSON object of tensors: {e.Message}", e);
        }
    }

    /// <summary>No two tensors share bytes (format: "no overlap").</summary>
    private static void CheckPlaces(MappedFile file, List<Entry> entries)
    {
        if (entries.Count > MostTensors)
        {
            throw new InvalidDataException($"{file.Path}: expected at most {MostTensors} tensors; there are more.");
        }

        var free = 0L;
        foreach (var entry in entries.Where(entry => entry.Length > 0).OrderBy(entry => entry.Offset))
        {
            if (entry.Offset < free)
            {
                throw Fault(file, entry.Info.Name, $"it begins at byte {entry.Offset} of the file; expected {free} or later, where the tensor before it ends");
            }

            free = entry.Offset + entry.Length;
        }
    }

    private static Entry ReadEntry(MappedFile file, long data, JsonProperty entry)
    {
        if (entry.Name.Length > LongestName)
        {
            throw Fault(file, entry.Name[..LongestName] + "…", $"its name has {entry.Name.Length} characters; expected at most {LongestName}");
        }

        if (!entry.Value.TryGetProperty("dtype", out var dtype) || !entry.Value.TryGetProperty("shape", out var shape)
            || !entry.Value.TryGetProperty("data_offsets", out var offsets) || offsets.GetArrayLength() != 2)
        {
            throw Fault(file, entry.Name, "expected dtype, shape and two data_offsets");
        }

        if (shape.GetArrayLength() > MostDimensions)
        {
            throw Fault(file, entry.Name, $"it has {shape.GetArrayLength()} dimensions; expected at most {MostDimensions}");
        }

        var info = new TensorInfo(entry.Name, dtype.GetString() ?? "", [.. shape.EnumerateArray().Select(dimension => dimension.GetInt64())]);
        var (start, end) = (offsets[0].GetInt64(), offsets[1].GetInt64());
        var expected = ExpectedBytes(file, info);
        if (start < 0 || end < start || end > file.Length - data || end - start != expected)
        {
            throw Fault(file, entry.Name, $"its bytes are {start} to {end} of {file.Length - data}; {info.Type} [{string.Join(", ", info.Shape)}] needs {expected}");
        }

        return expected <= int.MaxValue && info.Elements <= Array.MaxLength
            ? new Entry(info, data + start, expected)
            : throw Fault(file, entry.Name, $"it has {info.Elements} elements; expected at most {Array.MaxLength}, in at most 2 GiB");
    }

    private static long ExpectedBytes(MappedFile file, TensorInfo info)
    {
        var size = ElementTypes.SizeOf(info.Type) ?? throw Fault(file, info.Name, $"its element type '{info.Type}' is not known");
        try
        {
            return info.Shape.Any(dimension => dimension < 0) ? throw Fault(file, info.Name, "a dimension is negative") : checked(info.Elements * size);
        }
        catch (OverflowException)
        {
            throw Fault(file, info.Name, $"its shape [{string.Join(", ", info.Shape)}] is beyond any file");
        }
    }

    private static InvalidDataException Fault(MappedFile file, string tensor, string what) => new($"{file.Path}: tensor '{tensor}': {what}.");
}
