using System.Collections.Frozen;

namespace Retrieval.Lexical;

/// <summary>
/// One vector a stem, 27,000 of them: public GloVe vectors as <c>bench/Extraction vectors</c> reduces them. Immutable; any thread.
/// </summary>
internal static class WordVectors
{
    private static readonly FrozenDictionary<string, float[]> Vectors = Load();

    /// <summary>Numbers of a vector.</summary>
    public static int Size { get; private set; }

    /// <summary>The vector of a stem, of length one; null for an unknown one.</summary>
    public static float[]? Of(string stem) => Vectors.GetValueOrDefault(stem);

    private static FrozenDictionary<string, float[]> Load()
    {
        using var stream = Resource.Open("Lexical.vectors.bin");
        using var reader = new BinaryReader(stream);
        var count = reader.ReadInt32();
        Size = reader.ReadInt32();
        var vectors = new Dictionary<string, float[]>(count);
        for (var i = 0; i < count; i++)
        {
            vectors[reader.ReadString()] = Unit(reader.ReadBytes(Size));
        }

        return vectors.ToFrozenDictionary();
    }

    private static float[] Unit(byte[] stored)
    {
        var vector = Array.ConvertAll(stored, x => (float)unchecked((sbyte)x));
        var length = MathF.Sqrt(vector.Sum(x => x * x));
        return Array.ConvertAll(vector, x => x / length);
    }
}
