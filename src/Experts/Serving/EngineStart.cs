using Experts.GenAi;
using Experts.Generation;
using LanguageModels.Sessions;

namespace Experts.Serving;

/// <summary>Starts the engine that the settings choose on a model folder.</summary>
internal sealed class EngineStart(ExpertLoaderSettings settings, TimeProvider time)
{
    /// <summary>Starts it.</summary>
    /// <param name="folder">The model.</param>
    /// <param name="precision">Number format of the weights, for the fingerprint.</param>
    /// <returns>The engine, and the bytes it takes when all its slots are full.</returns>
    /// <exception cref="ModelFolderException">The graph cannot be opened.</exception>
    /// <exception cref="GenAiException">GenAI refuses the folder.</exception>
    public (IGenerationEngine Engine, long Bytes) On(ModelFolder folder, string precision) =>
        settings.GenAiLibrary is { } library ? GenAi(folder, precision, library) : Own(folder, precision);

    private (IGenerationEngine, long) Own(ModelFolder folder, string precision)
    {
        var weights = SharedWeights.Open(folder.GraphPath);
        try
        {
            var decoder = DecoderSession.Open(folder, weights, new DecoderSettings
            {
                Slots = settings.Slots,
                MaxLength = settings.ContextLength,
                Session = settings.Session,
                Cache = settings.CacheOf(precision),
            });
            var generation = new GenerationSettings { QueueLimit = settings.QueueLimit, Precision = precision };
            return (new WeighedEngine(Start(decoder, generation), weights), ModelFootprint.Of(weights.Bytes, folder, decoder.PositionBytes, settings));
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    private OnnxGenerationEngine Start(DecoderSession decoder, GenerationSettings generation)
    {
        try
        {
            return OnnxGenerationEngine.Start(decoder, generation, time);
        }
        catch
        {
            decoder.Dispose();
            throw;
        }
    }

    private (IGenerationEngine, long) GenAi(ModelFolder folder, string precision, string library)
    {
        var engine = GenAiEngine.Start(folder.Path, new GenAiSettings
        {
            Library = library,
            QueueLimit = settings.QueueLimit,
            ContextLength = settings.ContextLength,
            Session = settings.Session,
            Precision = precision,
        }, time);
        return (engine, 0); // It does not tell; the estimate holds.
    }
}
