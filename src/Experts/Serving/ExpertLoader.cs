using Experts.Generation;
using Experts.Registry;
using LanguageModels.Sessions;

namespace Experts.Serving;

/// <summary>Loads versions of experts with our own engine. Thread-safe.</summary>
/// <param name="registry">Checks each version's hashes before it is loaded; null for folders that no registry keeps.</param>
/// <param name="settings">How they are loaded.</param>
/// <param name="time">Clock.</param>
public sealed class ExpertLoader(ExpertRegistry? registry, ExpertLoaderSettings settings, TimeProvider time)
{
    /// <summary>Loads a version.</summary>
    /// <exception cref="RegistryException">A file is not what the manifest says.</exception>
    /// <exception cref="ModelFolderException">The graph or its configuration is wrong.</exception>
    /// <exception cref="InvalidDataException">Tokenizer or template are wrong.</exception>
    public async Task<LoadedModel> LoadAsync(ExpertVersion version, CancellationToken cancellationToken)
    {
        if (registry is not null)
        {
            await registry.VerifyAsync(version, null, cancellationToken);
        }

        var folder = ModelFolder.Open(version.Folder);
        var format = FormatFolder.Read(folder);
        var weights = SharedWeights.Open(folder.GraphPath);
        try
        {
            var decoder = DecoderSession.Open(folder, weights, new DecoderSettings
            {
                Slots = settings.Slots,
                MaxLength = settings.ContextLength,
                Session = new SessionSettings { Threads = settings.Threads },
            });
            return new LoadedModel
            {
                Version = version,
                Expert = new Expert(new WeighedEngine(Start(decoder, version), weights), format),
                MemoryBytes = weights.Bytes + (decoder.PositionBytes * decoder.Slots * decoder.MaxLength),
            };
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    private OnnxGenerationEngine Start(DecoderSession decoder, ExpertVersion version)
    {
        try
        {
            return OnnxGenerationEngine.Start(
                decoder, new GenerationSettings { QueueLimit = settings.QueueLimit, Precision = version.Manifest?.Facts.Quantisation ?? "unknown" }, time);
        }
        catch
        {
            decoder.Dispose();
            throw;
        }
    }
}
