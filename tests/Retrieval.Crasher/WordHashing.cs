using Microsoft.Extensions.AI;
using Retrieval.Embeddings;

namespace Retrieval.Crasher;

/// <summary>An embedding model for tests: each word has a random direction, a text is the sum of its words'. Texts with common words are near.</summary>
internal sealed class WordHashing(string name, int dimensions = 64) : IEmbeddingGenerator<string, Embedding<float>>
{
    public EmbeddingModel Model => new(name, this);

    /// <summary>Texts that were embedded.</summary>
    public int Texts { get; private set; }

    /// <summary>Called before each batch; may throw.</summary>
    public Action<IReadOnlyList<string>> Before { get; set; } = _ => { };

    public float[] Vector(string text)
    {
        var vector = new float[dimensions];
        foreach (var word in text.Split([' ', '\n', '.', '?'], StringSplitOptions.RemoveEmptyEntries))
        {
            var random = new Random(Seed(name + word.ToLowerInvariant()));
            for (var at = 0; at < dimensions; at++)
            {
                vector[at] += (float)(random.NextDouble() - 0.5);
            }
        }

        var length = MathF.Sqrt(vector.Sum(x => x * x)) + 1e-9f;
        return [.. vector.Select(x => x / length)];
    }

    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var texts = values.ToList();
        Before(texts);
        Texts += texts.Count;
        return Task.FromResult<GeneratedEmbeddings<Embedding<float>>>([.. texts.Select(text => new Embedding<float>(Vector(text)))]);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    private static int Seed(string word) => word.Aggregate(17, (sum, c) => unchecked((sum * 31) + c));
}
