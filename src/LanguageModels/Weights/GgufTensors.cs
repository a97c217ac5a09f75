namespace LanguageModels.Weights;

/// <summary>
/// Reads the tensor list of a GGUF header (specification, "gguf_tensor_info_t") and checks where each lies: inside the file,
/// at a multiple of the alignment, and on no other tensor.
/// </summary>
internal static class GgufTensors
{
    /// <summary>Most tensors; the largest published models have a few thousand.</summary>
    public const int MostTensors = 65_536;

    private const int LongestName = 64; // Specification: "must be at most 64 bytes long".
    private const int MostDimensions = 4;
    private const int DefaultAlignment = 32;
    private const int LargestAlignment = 1 << 20;
    private const long LargestDimension = 1L << 40;

    /// <summary>A tensor and where its bytes lie in the file.</summary>
    public readonly record struct Entry(TensorInfo Info, long Offset, long Length);

    public static IReadOnlyList<Entry> Read(GgufCursor cursor, int count, GgufMetadata metadata)
    {
        var entries = new List<Entry>();
        for (var i = 0; i < count; i++)
        {
            entries.Add(ReadInfo(cursor, i));
        }

        var alignment = metadata.Integer("general.alignment") ?? DefaultAlignment;
        if (alignment is < 1 or > LargestAlignment)
        {
            throw cursor.Fault($"general.alignment is {alignment}; expected 1 to {LargestAlignment}");
        }

        var data = (cursor.Position + alignment - 1) / alignment * alignment;
        entries.Sort((one, other) => one.Offset.CompareTo(other.Offset));
        var free = 0L;
        foreach (var entry in entries)
        {
            CheckPlace(cursor, entry, data, alignment, free);
            free = entry.Offset + entry.Length;
        }

        return [.. entries.Select(entry => entry with { Offset = data + entry.Offset })];
    }

    private static void CheckPlace(GgufCursor cursor, Entry entry, long data, long alignment, long free)
    {
        var place = $"tensor '{entry.Info.Name}' is said to lie at byte {entry.Offset} of the data with {entry.Length} bytes";
        if (entry.Offset > cursor.Length - data - entry.Length)
        {
            throw cursor.Fault($"{place}; the data has {Math.Max(0, cursor.Length - data)}");
        }

        if (entry.Offset % alignment != 0)
        {
            throw cursor.Fault($"{place}; expected a multiple of {alignment}");
        }

        if (entry.Offset < free)
        {
            throw cursor.Fault($"{place}; expected byte {free} or later, where the tensor before it ends");
        }
    }

    private static Entry ReadInfo(GgufCursor cursor, int index)
    {
        var name = cursor.String(LongestName, $"the name of tensor {index}");
        var dimensions = cursor.UInt32($"the number of dimensions of '{name}'");
        if (dimensions is 0 or > MostDimensions)
        {
            throw cursor.Fault($"tensor '{name}' has {dimensions} dimensions; expected 1 to {MostDimensions}");
        }

        var shape = new long[dimensions];
        for (var i = (int)dimensions - 1; i >= 0; i--)
        {
            var size = cursor.UInt64($"a dimension of '{name}'");
            shape[i] = size is > 0 and <= (ulong)LargestDimension
                ? (long)size
                : throw cursor.Fault($"tensor '{name}' has a dimension of {size}; expected 1 to {LargestDimension}");
        }

        var type = cursor.UInt32($"the type of '{name}'");
        var format = BlockFormat.Of(type) ?? throw cursor.Fault($"tensor '{name}' has the type {type}; read are {BlockFormat.Names}");
        var info = new TensorInfo(name, format.Name, [.. shape]);
        var length = LengthOf(cursor, info, format);
        var offset = cursor.UInt64($"the offset of '{name}'");
        return new Entry(info, (long)Math.Min(offset, long.MaxValue), length);
    }

    private static long LengthOf(GgufCursor cursor, TensorInfo info, BlockFormat format)
    {
        var shape = $"tensor '{info.Name}' [{string.Join(", ", info.Shape)}]";
        if (info.Shape[^1] % format.BlockSize != 0)
        {
            throw cursor.Fault($"{shape} has rows of {info.Shape[^1]}; {format.Name} expects a multiple of {format.BlockSize}");
        }

        try
        {
            var length = format.BytesOf(info.Elements);
            return length <= int.MaxValue && info.Elements <= Array.MaxLength ? length : throw cursor.Fault($"{shape} has {info.Elements} weights; expected at most {Array.MaxLength}, in at most 2 GiB");
        }
        catch (OverflowException)
        {
            throw cursor.Fault($"{shape} has more weights than any file holds");
        }
    }
}
