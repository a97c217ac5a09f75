using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Experts.Memory;

/// <summary>
/// The bytes of vectors, format 1: <c>"note-vectors 1\n"</c>, model, dimensions, count, then for each vector the number of its
/// wording, its scale (float32, little-endian) and its bytes; at the end the SHA-256 of all that. Beside the memory of the same name.
/// </summary>
internal static class NoteVectorsFile
{
    private const int MostDimensions = 8192;

    private static readonly byte[] _magic = "note-vectors 1\n"u8.ToArray();

    public static string NameOf(string version) => version + ".vectors";

    public static byte[] Write(NoteVectors vectors)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(_magic);
        writer.Write(vectors.Model);
        writer.Write7BitEncodedInt(vectors.Dimensions);
        writer.Write7BitEncodedInt(vectors.Vectors.Count);
        foreach (var (wording, vector) in vectors.Vectors)
        {
            writer.Write7BitEncodedInt(wording);
            writer.Write(vector.Scale);
            writer.Write(MemoryMarshal.AsBytes<sbyte>(vector.Numbers));
        }

        writer.Write(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
        return bytes.ToArray();
    }

    /// <exception cref="InvalidDataException">Not such a file, changed, or not of a memory with so many wordings.</exception>
    public static NoteVectors Read(ReadOnlyMemory<byte> bytes, int wordings)
    {
        var reader = new MemoryReader(bytes, _magic);
        var content = bytes.Span[..Math.Max(_magic.Length, bytes.Length - SHA256.HashSizeInBytes)];
        if (!SHA256.HashData(content).AsSpan().SequenceEqual(bytes.Span[content.Length..]))
        {
            throw reader.Refused("its vectors are not those whose SHA-256 stands at the end");
        }

        var model = reader.Text(MemoryLimits.TextLength, "model");
        var dimensions = reader.Number(MostDimensions + 1, "dimensions");
        var last = -1;
        var vectors = reader.List(wordings, "vectors", () =>
        {
            var wording = reader.Number(wordings, "wording");
            last = wording > last ? wording : throw reader.Refused($"wording {wording} follows {last}; expected them rising");
            var scale = BitConverter.ToSingle(reader.Take(sizeof(float)));
            return float.IsFinite(scale) && scale >= 0
                ? (wording, new ByteVector(scale, MemoryMarshal.Cast<byte, sbyte>(reader.Take(dimensions)).ToArray()))
                : throw reader.Refused($"a scale of {scale}");
        });
        reader.Take(SHA256.HashSizeInBytes);
        reader.End();
        return new NoteVectors(model, dimensions, vectors);
    }
}
