using LanguageModels.Graphs;
using LanguageModels.Weights;

namespace LanguageModels.Importing;

/// <summary>One import while it runs.</summary>
internal sealed record ImportRun(string Source, string Destination, ImportOptions Options, IProgress<ImportProgress>? Progress, CancellationToken CancellationToken)
{
    /// <summary>What is merged into the weights; null for nothing.</summary>
    public LoraAdapter? Adapter { get; init; }

    /// <summary>Tensors with the adapter, where there is one.</summary>
    public ITensorSource Adapted(ITensorSource tensors) => Adapter is null ? tensors : new AdaptedTensors(tensors, Adapter);

    /// <summary>A stage's shares, which also end the import when it is cancelled.</summary>
    public IProgress<double> Stage(string name) => new StageProgress(this, name);

    /// <summary>The options of a decoder's graph in a precision.</summary>
    public DecoderGraphOptions GraphOptions(Precision precision) => new() { Precision = precision, AccuracyLevel = Options.AccuracyLevel, ContextLength = Options.ContextLength };

    /// <summary>Copies files of the source folder that are there.</summary>
    public void Copy(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            var from = Path.Combine(Source, name);
            if (File.Exists(from))
            {
                File.Copy(from, Path.Combine(Destination, name), overwrite: true);
            }
        }
    }

    private sealed class StageProgress(ImportRun run, string name) : IProgress<double>
    {
        public void Report(double value)
        {
            run.CancellationToken.ThrowIfCancellationRequested();
            run.Progress?.Report(new ImportProgress(name, value));
        }
    }
}
