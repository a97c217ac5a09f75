using System.Buffers.Binary;
using System.Text.Json;

namespace LanguageModels.Weights;

/// <summary>
/// Writes tensors as a safetensors file, in float32, float16 or bfloat16. The header is padded so that the data begins at a
/// multiple of 8, and wider elements come first, so that every tensor is aligned to its elements.
/// </summary>
public static class SafetensorsWriter
{
    private const int ChunkElements = 1 << 20;

    /// <summary>Writes the file anew: the wider types first, otherwise in the order given.</summary>
    /// <param name="path">The file; replaced if it is there.</param>
    /// <param name="tensors">Name and shape of each tensor; the type is <c>F32</c>, <c>F16</c> or <c>BF16</c>.</param>
    /// <param name="read">Fills [elements] with a tensor's values, row-major.</param>
    /// <exception cref="ArgumentException">A tensor has another type, or two have one name.</exception>
    public static void Write(string path, IReadOnlyList<TensorInfo> tensors, Action<TensorInfo, Span<float>> read)
    {
        Check(tensors);
        tensors = [.. tensors.OrderByDescending(tensor => ElementTypes.SizeOf(tensor.Type))];
        using var file = File.Create(path);
        var header = Header(tensors);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        file.Write(length);
        file.Write(header);
        foreach (var tensor in tensors)
        {
            var values = new float[tensor.Elements];
            read(tensor, values);
            WriteValues(file, tensor.Type, values);
        }
    }

    private static void Check(IReadOnlyList<TensorInfo> tensors)
    {
        var names = new HashSet<string>();
        foreach (var tensor in tensors)
        {
            if (!ElementTypes.IsReadable(tensor.Type))
            {
                throw new ArgumentException($"Tensor '{tensor.Name}' has the type {tensor.Type}; F32, F16 and BF16 are written.", nameof(tensors));
            }

            if (!names.Add(tensor.Name))
            {
                throw new ArgumentException($"Tensor '{tensor.Name}' is there twice.", nameof(tensors));
            }
        }
    }

    private static void WriteValues(FileStream file, string type, ReadOnlySpan<float> values)
    {
        var size = ElementTypes.SizeOf(type)!.Value;
        var bytes = new byte[Math.Min(values.Length, ChunkElements) * size];
        while (!values.IsEmpty)
        {
            var count = Math.Min(values.Length, ChunkElements);
            var chunk = bytes.AsSpan(0, count * size);
            ElementTypes.FromSingle(type, values[..count], chunk);
            file.Write(chunk);
            values = values[count..];
        }
    }

    private static byte[] Header(IReadOnlyList<TensorInfo> tensors)
    {
        var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            long offset = 0;
            foreach (var tensor in tensors)
            {
                var bytes = tensor.Elements * ElementTypes.SizeOf(tensor.Type)!.Value;
                WriteEntry(json, tensor, offset, offset + bytes);
                offset += bytes;
            }

            json.WriteEndObject();
        }

        while (stream.Length % 8 != 0)
        {
            stream.WriteByte((byte)' ');
        }

        return stream.ToArray();
    }

    private static void WriteEntry(Utf8JsonWriter json, TensorInfo tensor, long start, long end)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", tensor.Type);
        json.WriteStartArray("shape");
        foreach (var dimension in tensor.Shape)
        {
            json.WriteNumberValue(dimension);
        }

        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(start);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
