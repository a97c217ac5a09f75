using Experts.Registry;
using Experts.Serving;
using LanguageModels.Graphs;
using LanguageModels.Importing;
using Microsoft.Extensions.AI;
using Retrieval.Embeddings;
using Terminal.Output;

namespace Cli.Evaluation;

/// <summary>An embedding expert of this installation, for as long as a command runs. Texts are cut to what the model can read.</summary>
internal sealed class ExpertEmbedding : IEmbeddingGenerator<string, Embedding<float>>, IAsyncDisposable
{
    private readonly LoadedModel _model;
    private readonly TextEmbedder _embedder;

    private ExpertEmbedding(LoadedModel model, TextEmbedder embedder) => (_model, _embedder) = (model, embedder);

    /// <summary>The model as retrieval knows it.</summary>
    public EmbeddingModel Model => new($"{_model.Version.Name}@{_model.Version.Version}", this);

    /// <summary>Loads the current version of a name.</summary>
    /// <exception cref="CommandException">There is no such expert, or it computes no embeddings.</exception>
    public static async Task<ExpertEmbedding> OpenAsync(string registryFolder, string name, TimeProvider time, CancellationToken cancellationToken)
    {
        var registry = new ExpertRegistry(registryFolder, time);
        var version = registry.Resolve(name, null)
            ?? throw new CommandException($"Expected an embedding model '{name}' in {registryFolder}, found none; import one with 'models import'.");
        return Of(await new ExpertLoader(registry, new ExpertLoaderSettings(), time).LoadAsync(version, cancellationToken));
    }

    /// <summary>Imports a folder of Hugging Face with all its digits, unless the target is there already, and loads it.</summary>
    public static async Task<ExpertEmbedding> ImportAsync(string source, string target, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(target))
        {
            await ModelImport.ImportAsync(source, target, new ImportOptions { Precision = Precision.Float32 }, null, cancellationToken);
        }

        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(source)));
        return Of(await new ExpertLoader(null, new ExpertLoaderSettings(), time).LoadAsync(new ExpertVersion(name, "imported", target), cancellationToken));
    }

    private static ExpertEmbedding Of(LoadedModel model) => model.Embedder is { } embedder
        ? new ExpertEmbedding(model, embedder)
        : throw new CommandException($"Expected '{model.Version.Name}' to be an embedding model; it is a language model.");

    /// <inheritdoc/>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options, CancellationToken cancellationToken)
    {
        var embedded = await _embedder.EmbedAsync([.. values.Select(_embedder.BeginningOf)], options?.Dimensions, cancellationToken);
        return [.. embedded.Select(text => new Embedding<float>(text.Vector))];
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey) => _embedder.GetService(serviceType, serviceKey);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _model.DisposeAsync();

    /// <inheritdoc/>
    void IDisposable.Dispose()
    {
        // Whoever opened it awaits DisposeAsync.
    }
}
