using Experts.Generation;
using LanguageModels.Sessions;

namespace Experts.Serving;

/// <summary>An engine that frees the weights it runs on when it is disposed.</summary>
internal sealed class WeighedEngine(IGenerationEngine engine, SharedWeights weights) : IGenerationEngine
{
    /// <inheritdoc/>
    public int ContextLength => engine.ContextLength;

    /// <inheritdoc/>
    public int VocabularySize => engine.VocabularySize;

    /// <inheritdoc/>
    public string Fingerprint => engine.Fingerprint;

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
