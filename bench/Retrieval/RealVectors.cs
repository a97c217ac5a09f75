using System.Numerics.Tensors;
using Retrieval.Stores;

namespace RetrievalBench;

/// <summary>Embeddings of real texts, from the stores that <c>Cli evaluate retrieval --work</c> leaves, and noisy copies of them where more are wanted.</summary>
internal sealed class RealVectors
{
    /// <summary>Cosine of a copy to its original: what sentences of one document have to each other.</summary>
    private const double CopyCosine = 0.85;

    private readonly List<float[]> _real;
    private readonly Random _random = new(7);

    private RealVectors(List<float[]> real) => _real = real;

    public int Real => _real.Count;

    public int Dimensions => _real[0].Length;

    public static RealVectors Read(string folder)
    {
        var vectors = new List<float[]>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.db").Order(StringComparer.Ordinal))
        {
            using var snapshot = DocumentStore.Open(file, TimeProvider.System).BeginRead(CancellationToken.None);
            foreach (var space in new VectorTables(snapshot.Connection, snapshot.Transaction).Spaces())
            {
                vectors.AddRange(snapshot.Connection.Rows($"SELECT vector FROM {VectorTables.Vectors(space.Id)} WHERE owner > 0", row => VectorTables.ToFloats((byte[])row[0]), snapshot.Transaction));
            }
        }

        return vectors.Count > 0 ? new RealVectors(vectors) : throw new InvalidDataException($"no vectors in {folder}; run 'Cli evaluate retrieval --work {folder} --model ...' first.");
    }

    /// <summary>The next vector: real ones first, then copies of them in turn.</summary>
    public float[] Next(int at) => at < _real.Count ? _real[at] : Copy(_real[at % _real.Count]);

    /// <summary>A question near to a real vector, as paraphrases are.</summary>
    public float[] Question() => Copy(_real[_random.Next(_real.Count)]);

    private float[] Copy(float[] original)
    {
        var noise = new float[original.Length];
        for (var at = 0; at < noise.Length; at++)
        {
            noise[at] = (float)(Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble()));
        }

        var scale = (float)(Math.Sqrt((1 / (CopyCosine * CopyCosine)) - 1) / TensorPrimitives.Norm<float>(noise));
        TensorPrimitives.MultiplyAdd(noise, scale, original, noise);
        TensorPrimitives.Divide(noise, TensorPrimitives.Norm<float>(noise), noise);
        return noise;
    }
}
