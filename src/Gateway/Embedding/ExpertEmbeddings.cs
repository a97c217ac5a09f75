using Experts.Serving;
using Gateway.LocalModels;
using Microsoft.Extensions.AI;

namespace Gateway.Embedding;

/// <summary>Vectors of an expert in this process; pins it for one call at a time. A text that is too long is cut to what the model can read.</summary>
internal sealed class ExpertEmbeddings(ExpertHost host, ExpertName expert) : IEmbeddingGenerator<string, Embedding<float>>
{
    /// <inheritdoc/>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options, CancellationToken cancellationToken)
    {
        using var lease = await host.AcquireAsync(expert.Name, expert.Version, cancellationToken);
        var embedder = lease.Model.Embedder ?? throw new InvalidDataException($"expected '{expert}' to be an embedding model, found a language model.");
        var embedded = await embedder.EmbedAsync([.. values.Select(embedder.BeginningOf)], options?.Dimensions, cancellationToken);
        return [.. embedded.Select(text => new Embedding<float>(text.Vector) { ModelId = expert.ToString() })];
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        // The host unloads models.
    }
}
