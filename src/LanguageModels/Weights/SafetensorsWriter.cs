using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace LanguageModels.Weights;

/// <summary>Writes float32 tensors as a safetensors file. The header is padded so that the data begins at a multiple of 8.</summary>
public static class SafetensorsWriter
{
    /// <summary>Writes the file anew, tensor by tensor in the order given.</summary>
    /// <param name="path">The file; replaced if it is there.</param>
    /// <param name="tensors">Name and shape of each tensor; the type must be <c>F32</c>.</param>
    /// <param name="read">Fills [elements] with a tensor's values, row-major.</param>
    public static void Write(string path, IReadOnlyList<TensorInfo> tensors, Action<TensorInfo, Span<float>> read)
    {
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
            file.Write(MemoryMarshal.AsBytes(values.AsSpan()));
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
                var bytes = tensor.Elements * sizeof(float);
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
        if (tensor.Type != "F32")
        {
            throw new ArgumentException($"Tensor '{tensor.Name}' has the type {tensor.Type}; only F32 is written.", nameof(tensor));
        }

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
