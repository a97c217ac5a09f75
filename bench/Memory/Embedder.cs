using Experts.Registry;
using Experts.Serving;
using LanguageModels.Sessions;
using LanguageModels.Importing;
using Support;

namespace Memory;

/// <summary>all-MiniLM-L6-v2 of the reference material, imported and loaded as the gateway does it.</summary>
internal sealed class Embedder : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;

    private Embedder(TemporaryFolder folder, TextEmbedder model) => (_folder, Model) = (folder, model);

    public TextEmbedder Model { get; }

    public static async Task<Embedder?> FindAsync()
    {
        if (SharedFolder.File("models", "all-minilm-l6-v2", "config.json") is not { } file)
        {
            return null;
        }

        var folder = new TemporaryFolder();
        await ModelImport.ImportAsync(Path.GetDirectoryName(file)!, folder.Path, new ImportOptions(), null, CancellationToken.None);
        var loaded = await new ExpertLoader(null, new ExpertLoaderSettings { Session = new SessionSettings { Threads = 1 } }, TimeProvider.System)
            .LoadAsync(new ExpertVersion("all-minilm-l6-v2", new string('0', 64), folder.Path), CancellationToken.None);
        return new Embedder(folder, loaded.Embedder!);
    }

    public async Task<List<float[]>> VectorsAsync(IEnumerable<string> texts) =>
        [.. (await Model.GenerateAsync(texts, null, CancellationToken.None)).Select(embedding => embedding.Vector.ToArray())];

    public async ValueTask DisposeAsync()
    {
        await Model.DisposeAsync();
        _folder.Dispose();
    }
}
