using Experts.Registry;
using LanguageModels.Graphs;
using LanguageModels.Sessions;

namespace Experts.Serving;

/// <summary>Loads versions of experts. Thread-safe.</summary>
/// <param name="registry">Checks each version's hashes before it is loaded; null for folders that no registry keeps.</param>
/// <param name="settings">How they are loaded.</param>
/// <param name="time">Clock.</param>
public sealed class ExpertLoader(ExpertRegistry? registry, ExpertLoaderSettings settings, TimeProvider time)
{
    private readonly SharedEngines _engines = new(version => new EngineStart(settings, time).On(ModelFolder.Open(version.Folder), PrecisionOf(version)));

    /// <summary>What a version will take in memory once it is loaded and all its slots are full, bytes. Reads its configuration only.</summary>
    public long BytesOf(ExpertVersion version) => ModelFootprint.Of(version, settings);

    /// <summary>Loads a version.</summary>
    /// <exception cref="RegistryException">A file is not what the manifest says.</exception>
    /// <exception cref="ModelFolderException">The graph or its configuration is wrong.</exception>
    /// <exception cref="GenAi.GenAiException">GenAI was asked for and refuses the folder.</exception>
    /// <exception cref="InvalidDataException">Tokenizer or template are wrong.</exception>
    public async Task<LoadedModel> LoadAsync(ExpertVersion version, CancellationToken cancellationToken)
    {
        if (registry is not null)
        {
            await registry.VerifyAsync(version, null, cancellationToken);
        }

        return File.Exists(Path.Combine(version.Folder, EmbeddingConfig.FileName)) ? LoadEmbedder(version)
            : AdapterVersion.IsThere(version.Folder) ? await LoadAdapterAsync(version, cancellationToken)
            : LoadExpert(version);
    }

    private LoadedModel LoadExpert(ExpertVersion version)
    {
        var format = FormatFolder.Read(ModelFolder.Open(version.Folder));
        var (engine, bytes) = _engines.Hold(version);
        return new LoadedModel { Version = version, MemoryBytes = bytes, Expert = new Expert(new HeldEngine(_engines, version, engine, 0), format) };
    }

    /// <summary>An adapter runs on the engine of its base, which its base and other adapters share.</summary>
    private async Task<LoadedModel> LoadAdapterAsync(ExpertVersion version, CancellationToken cancellationToken)
    {
        var baseVersion = AdapterVersion.BaseOf(version, registry);
        await registry!.VerifyAsync(baseVersion, null, cancellationToken);
        var format = FormatFolder.Read(AdapterVersion.FormatOf(version, ModelFolder.Open(baseVersion.Folder)));
        var weights = LoraWeights.Read(version.Folder);
        var (engine, bytes) = _engines.Hold(baseVersion);
        try
        {
            var adapter = engine is WeighedEngine own
                ? await own.LoadAdapterAsync(weights)
                : throw new RegistryException($"'{version.Name}' is an adapter, which only our own engine runs; import it merged with its base model for GenAI.");
            return new LoadedModel { Version = version, MemoryBytes = bytes + weights.Bytes, Expert = new Expert(new HeldEngine(_engines, baseVersion, engine, adapter), format) };
        }
        catch
        {
            await _engines.ReleaseAsync(baseVersion);
            throw;
        }
    }

    private LoadedModel LoadEmbedder(ExpertVersion version)
    {
        var folder = EncoderFolder.Open(version.Folder);
        var tokenizer = FormatFolder.Tokenizer(version.Folder, folder.VocabularySize);
        var weights = SharedWeights.Open(folder.GraphPath);
        try
        {
            var session = EncoderSession.Open(folder, weights, settings.Session);
            var model = new EmbedderModel(session.Encode, Release, settings.QueueLimit, settings.QueueTime, time);
            return new LoadedModel
            {
                Version = version,
                MemoryBytes = weights.Bytes,
                Embedder = new TextEmbedder(version.Name, tokenizer, folder.MaxLength, folder.Dimensions, model.EncodeAsync, model)
                {
                    Fingerprint = $"onnxruntime {OnnxRuntimeLibrary.Version} {session.Provider} {PrecisionOf(version)}",
                },
            };

            void Release()
            {
                session.Dispose();
                weights.Dispose();
            }
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    private static string PrecisionOf(ExpertVersion version) => version.Manifest?.Facts.Quantisation ?? "unknown";
}
