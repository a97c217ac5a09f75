using Experts.Notes;
using Experts.Registry;
using Experts.Serving;

namespace Trainer.Evaluation;

/// <summary>An expert opened to be measured: model folder, memory, or both. Disposing unloads the model.</summary>
internal sealed class EvaluatedExpert : IAsyncDisposable
{
    private const int Slots = 16;
    private const int Queue = 100_000;

    private readonly LoadedModel? _loaded;

    private EvaluatedExpert(string name, string? folder, LoadedModel? loaded, NoteRecall? recall) => (Name, Folder, _loaded, Recall) = (name, folder, loaded, recall);

    /// <summary>How reports name it, such as <c>merrow@1f3a</c>.</summary>
    public string Name { get; }

    /// <summary>Its GenAI folder; null for an expert that only remembers.</summary>
    public string? Folder { get; }

    /// <summary>Its language model; null for none.</summary>
    public Expert? Model => _loaded?.Expert;

    /// <summary>Its memory; null for none.</summary>
    public NoteRecall? Recall { get; }

    /// <summary>Opens one.</summary>
    /// <param name="name">How reports name it.</param>
    /// <param name="folder">GenAI folder; null for none.</param>
    /// <param name="recall">Its memory; null for none.</param>
    /// <param name="time">Clock of the engine.</param>
    /// <param name="cancellationToken">Ends the loading.</param>
    public static async Task<EvaluatedExpert> OpenAsync(string name, string? folder, NoteRecall? recall, TimeProvider time, CancellationToken cancellationToken)
    {
        var loader = new ExpertLoader(null, new ExpertLoaderSettings { Slots = Slots, QueueLimit = Queue }, time);
        var loaded = folder is null ? null : await loader.LoadAsync(new ExpertVersion(name, "measured", folder), cancellationToken);
        return new EvaluatedExpert(name, folder, loaded, recall);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _loaded?.DisposeAsync() ?? ValueTask.CompletedTask;
}
