using System.Text.Json;
using Trainer.Training;

namespace Trainer.Runs;

/// <summary>
/// The loss curve of a stage as a file, one JSON object a line. A resumed stage first drops the points after its checkpoint, so that
/// the curve is that of an undisturbed run.
/// </summary>
public sealed class LossLog : IDisposable
{
    private const int Points = 400;

    private readonly StreamWriter _file;
    private readonly int _every;

    private LossLog(StreamWriter file, int every) => (_file, _every) = (file, every);

    /// <summary>Opens the log of a stage at a step.</summary>
    public static LossLog Open(string path, long step, int steps)
    {
        string[] kept = [.. Read(path).Where(point => point.Step <= step).Select(point => JsonSerializer.Serialize(point, RunJson.Lines))];
        File.WriteAllLines(path + ".cut", kept);
        File.Move(path + ".cut", path, overwrite: true);
        return new LossLog(new StreamWriter(path, append: true) { AutoFlush = true }, Math.Max(1, steps / Points));
    }

    /// <summary>The points; a line that a killed process left unfinished is not among them.</summary>
    public static IReadOnlyList<LossPoint> Read(string path)
    {
        var points = new List<LossPoint>();
        foreach (var line in File.Exists(path) ? File.ReadLines(path) : [])
        {
            try
            {
                points.Add(JsonSerializer.Deserialize<LossPoint>(line, RunJson.Lines)!); // no line is "null"
            }
            catch (JsonException)
            {
                break;
            }
        }

        return points;
    }

    /// <summary>Adds a step, if it is one of those that are kept.</summary>
    public void Add(TrainingProgress progress)
    {
        if (progress.Step % _every == 0 || progress.Step == progress.Steps)
        {
            _file.WriteLine(JsonSerializer.Serialize(
                new LossPoint(progress.Step, progress.Tokens, progress.RunningLoss, progress.Rate, progress.GradientNorm, Math.Round(progress.Spent.TotalSeconds, 2)), RunJson.Lines));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
