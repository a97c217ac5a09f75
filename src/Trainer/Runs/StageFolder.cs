namespace Trainer.Runs;

/// <summary>The folder of one stage.</summary>
/// <param name="path">Full path.</param>
public sealed class StageFolder(string path)
{
    /// <summary>Full path.</summary>
    public string Path { get; } = path;

    /// <summary>Where its checkpoints go.</summary>
    public string Checkpoints => System.IO.Path.Combine(Path, "checkpoints");

    /// <summary>The losses, one JSON object a line.</summary>
    public string Losses => System.IO.Path.Combine(Path, "losses.jsonl");

    /// <summary>Steps and speed, settled when the stage begins.</summary>
    public string Course => System.IO.Path.Combine(Path, "course.json");

    /// <summary>All weights when it is done.</summary>
    public string Weights => System.IO.Path.Combine(Path, "model.safetensors");

    /// <summary>The adapter by itself, in a stage that trains one.</summary>
    public string Adapter => System.IO.Path.Combine(Path, "adapter");

    /// <summary>Whether it is done.</summary>
    public bool IsDone => File.Exists(Weights);
}
