using Experts.Generation;
using Experts.Registry;

namespace Experts.Serving;

/// <summary>A share of an engine: the base model, or one adapter on it. Disposing it lets the share go.</summary>
internal sealed class HeldEngine(SharedEngines engines, ExpertVersion version, IGenerationEngine engine, int adapter) : IGenerationEngine
{
    /// <inheritdoc/>
    public int ContextLength => engine.ContextLength;

    /// <inheritdoc/>
    public int VocabularySize => engine.VocabularySize;

    /// <inheritdoc/>
    public string Fingerprint => adapter == 0 ? engine.Fingerprint : engine.Fingerprint + " lora";

    /// <inheritdoc/>
    public IAsyncEnumerable<GeneratedToken> GenerateAsync(GenerationRequest request, CancellationToken cancellationToken) =>
        engine.GenerateAsync(adapter == 0 ? request : request with { Adapter = adapter }, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (adapter > 0)
        {
            await ((WeighedEngine)engine).UnloadAdapterAsync(adapter);
        }

        await engines.ReleaseAsync(version);
    }
}
