using Experts.Registry;

namespace Experts.Serving;

/// <summary>A version of an expert in memory: a language model, or an embedding model. Exactly one of the two is set.</summary>
public sealed record LoadedModel : IAsyncDisposable
{
    /// <summary>What was loaded.</summary>
    public required ExpertVersion Version { get; init; }

    /// <summary>The language model; null for an embedding model.</summary>
    public Expert? Expert { get; init; }

    /// <summary>The embedding model; null for a language model.</summary>
    public TextEmbedder? Embedder { get; init; }

    /// <summary>Bytes it takes in memory, weights and cache together; 0 when only the size of its files is known.</summary>
    public long MemoryBytes { get; init; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Expert is not null)
        {
            await Expert.DisposeAsync();
        }

        if (Embedder is not null)
        {
            await Embedder.DisposeAsync();
        }
    }
}
