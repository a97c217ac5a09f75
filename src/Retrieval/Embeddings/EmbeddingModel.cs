using System.Numerics.Tensors;
using Microsoft.Extensions.AI;

namespace Retrieval.Embeddings;

/// <summary>Makes vectors of texts, whoever computes them. May be used from any thread as far as its generator may.</summary>
/// <param name="name">
/// Names model and version: vectors of different names are never compared. A model that changes must change its name.
/// </param>
/// <param name="generator">Computes the vectors; cuts texts that are too long for it, as its model was trained to.</param>
public sealed class EmbeddingModel(string name, IEmbeddingGenerator<string, Embedding<float>> generator)
{
    /// <summary>Name and version of the model.</summary>
    public string Name { get; } = name;

    /// <summary>The vectors of texts, in their order, each of length 1.</summary>
    /// <exception cref="InvalidDataException">The generator gave another number of vectors, vectors of different lengths, or numbers that are not finite.</exception>
    public async Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var embedded = await generator.GenerateAsync(texts, null, cancellationToken);
        if (embedded.Count != texts.Count)
        {
            throw new InvalidDataException($"expected {texts.Count} vectors from the embedding model '{Name}', found {embedded.Count}.");
        }

        var vectors = embedded.Select(one => Unit(one.Vector.ToArray())).ToList();
        return vectors.TrueForAll(vector => vector.Length == vectors[0].Length && vector.Length > 0)
            ? vectors
            : throw new InvalidDataException($"expected vectors of one length from the embedding model '{Name}', found different ones.");
    }

    private float[] Unit(float[] vector)
    {
        var length = TensorPrimitives.Norm<float>(vector);
        if (!float.IsFinite(length))
        {
            throw new InvalidDataException($"expected finite numbers from the embedding model '{Name}', found others.");
        }

        if (length > 0)
        {
            TensorPrimitives.Divide(vector, length, vector);
        }

        return vector;
    }
}
