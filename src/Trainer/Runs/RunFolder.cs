using System.Globalization;
using Experts.Registry;
using Trainer.Stages;

namespace Trainer.Runs;

/// <summary>
/// The folder of one run: <c>plan.json</c>, <c>state.json</c>, the snapshot <c>corpus/</c>, <c>memory/</c>, for each stage
/// <c>stages/0-knowledge/</c> with checkpoints, losses and weights, and the reports.
/// </summary>
/// <param name="path">Full path.</param>
public sealed class RunFolder(string path)
{
    private readonly Lock _changing = new();

    /// <summary>Full path.</summary>
    public string Path { get; } = path;

    /// <summary>The run's name.</summary>
    public string Id => System.IO.Path.GetFileName(Path);

    /// <summary>Where the snapshot of what is learnt lies, in a folder named by its hash.</summary>
    public string Corpora => In("corpus");

    /// <summary>The searchable memory.</summary>
    public string Memory => In("memory");

    /// <summary>The report that programs read.</summary>
    public string JsonReport => In("report.json");

    /// <summary>The report that people read.</summary>
    public string HtmlReport => In("report.html");

    /// <summary>Tokenizer and template of the model that is adapted.</summary>
    public string BaseText => In("base");

    private string PlanFile => In("plan.json");

    private string StateFile => In("state.json");

    /// <summary>A new run.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static RunFolder Create(string path, RunPlan plan)
    {
        Directory.CreateDirectory(path);
        var folder = new RunFolder(path);
        RunJson.Write(folder.PlanFile, plan);
        RunJson.Write(folder.StateFile, new RunState { Updated = plan.Created });
        DurableFiles.FlushNames(path);
        return folder;
    }

    /// <summary>Whether a plan lies there.</summary>
    public bool Exists() => File.Exists(PlanFile);

    /// <summary>What it was asked for.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public RunPlan ReadPlan() => RunJson.Read<RunPlan>(PlanFile);

    /// <summary>The shape that it trains, its own or that of the run it goes on from; null where it adapts a model.</summary>
    public ModelShape? ReadShape()
    {
        var plan = ReadPlan();
        return plan.Base is not null ? null
            : plan.Parent is { } parent ? new RunFolder(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, parent)).ReadShape() // a run lies in its domain's folder
            : plan.Recipe.Shape;
    }

    /// <summary>How it stands; a run whose process was killed while it was made is planned.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public RunState ReadState() => File.Exists(StateFile) ? RunJson.Read<RunState>(StateFile) : new RunState();

    /// <summary>Replaces the state.</summary>
    public RunState Change(TimeProvider time, Func<RunState, RunState> change)
    {
        lock (_changing)
        {
            var state = change(ReadState()) with { Updated = time.GetUtcNow() };
            RunJson.Write(StateFile, state);
            return state;
        }
    }

    /// <summary>The snapshot with a hash.</summary>
    public string CorpusOf(string hash) => In("corpus", hash);

    /// <summary>The folder of a stage.</summary>
    public StageFolder Stage(int index, string name) => new(In("stages", string.Create(CultureInfo.InvariantCulture, $"{index}-{name}")));

    private string In(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);
}
