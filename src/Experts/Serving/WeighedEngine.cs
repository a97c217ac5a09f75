using Experts.Generation;
using LanguageModels.Sessions;

namespace Experts.Serving;

/// <summary>An engine that frees the weights it runs on when it is disposed.</summary>
internal sealed class WeighedEngine(OnnxGenerationEngine engine, SharedWeights weights) : IGenerationEngine
{
    /// <inheritdoc/>
    public int ContextLength => engine.ContextLength;

    /// <inheritdoc/>
    public int VocabularySize => engine.VocabularySize;

    /// <inheritdoc/>
    public string Fingerprint => engine.Fingerprint;

    /// <summary>Loads an adapter; returns the number by which requests name it.</summary>
    public Task<int> LoadAdapterAsync(LoraWeights adapter) => engine.LoadAdapterAsync(adapter);

    /// <summary>Lets an adapter go; its requests end.</summary>
    public Task UnloadAdapterAsync(int adapter) => engine.UnloadAdapterAsync(adapter);

    /// <inheritdoc/>
    public IAsyncEnumerable<GeneratedToken> GenerateAsync(GenerationRequest request, CancellationToken cancellationToken) =>
        engine.GenerateAsync(request, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await engine.DisposeAsync();
        weights.Dispose();
    }
}
