using System.Globalization;
using System.Text;
using System.Text.Json;
using Experts.Registry;
using LanguageModels.Weights;

namespace Trainer.Checkpoints;

/// <summary>
/// The checkpoints of one stage of a run: <c>step-000001234/</c> with safetensors files, the state and their checksums. A checkpoint
/// appears whole (written aside, flushed, renamed) or not at all; the last two are kept. One process writes at a time.
/// </summary>
/// <param name="folder">The folder; it need not exist yet.</param>
public sealed class CheckpointStore(string folder)
{
    /// <summary>How many checkpoints stay.</summary>
    public const int Kept = 2;

    private const string Prefix = "step-";
    private const string UnfinishedPrefix = ".unfinished-";

    /// <summary>Writes a checkpoint, then removes those before the last <see cref="Kept"/> and those of later steps.</summary>
    /// <param name="step">Optimiser steps done; a checkpoint of the same step is replaced.</param>
    /// <param name="state">Everything that is no tensor; written as JSON.</param>
    /// <param name="tensors">The tensor files.</param>
    /// <exception cref="CheckpointException">It could not be written; those before are as they were.</exception>
    public void Save<T>(long step, T state, IReadOnlyList<CheckpointTensors> tensors)
        where T : class
    {
        var unfinished = Path.Combine(folder, UnfinishedPrefix + Guid.NewGuid().ToString("N"));
        try
        {
            Directory.CreateDirectory(unfinished);
            Write(unfinished, step, JsonSerializer.SerializeToElement(state), tensors);
            DurableFiles.FlushAll(unfinished);
            Place(unfinished, step);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Delete(unfinished);
            throw new CheckpointException(NotWritten(step, problem), problem);
        }

        RemoveOthers(step);
    }

    /// <summary>The newest checkpoint that is whole, with its files compared; null when there is none.</summary>
    /// <param name="damaged">Told about each newer one that is not, newest first.</param>
    public Checkpoint? OpenNewest(Action<string> damaged)
    {
        foreach (var step in Steps().OrderDescending())
        {
            var place = FolderOf(step);
            try
            {
                return new Checkpoint(place, CheckpointManifest.ReadChecked(place));
            }
            catch (CheckpointException problem)
            {
                damaged(problem.Message);
            }
        }

        return null;
    }

    /// <summary>Steps of the checkpoints that are there, whole or not.</summary>
    public IReadOnlyList<long> Steps() => !Directory.Exists(folder)
        ? []
        : [.. Directory.EnumerateDirectories(folder, Prefix + "*").Select(StepOf).OfType<long>().Order()];

    internal static string FileOf(string name) => name + ".safetensors";

    internal string FolderOf(long step) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{step:D9}"));

    private static void Write(string place, long step, JsonElement state, IReadOnlyList<CheckpointTensors> tensors)
    {
        foreach (var file in tensors)
        {
            SafetensorsWriter.Write(Path.Combine(place, FileOf(file.Name)), file.Tensors, file.Read);
        }

        var manifest = new CheckpointManifest(step, state, [.. tensors.Select(file => CheckpointManifest.Describe(place, FileOf(file.Name)))]).ToBytes();
        DurableFiles.Write(Path.Combine(place, CheckpointManifest.FileName), manifest);
        DurableFiles.Write(Path.Combine(place, CheckpointManifest.HashName), Encoding.ASCII.GetBytes(CheckpointManifest.HashOf(manifest)));
    }

    private void Place(string unfinished, long step)
    {
        var place = FolderOf(step);
        if (Directory.Exists(place))
        {
            Directory.Move(place, Path.Combine(folder, UnfinishedPrefix + Guid.NewGuid().ToString("N")));
        }

        Directory.Move(unfinished, place);
        DurableFiles.FlushNames(folder);
    }

    /// <summary>
    /// Old checkpoints, later ones (they were damaged, or the run would not have come to this step again) and what a killed process
    /// left unfinished.
    /// </summary>
    private void RemoveOthers(long step)
    {
        var steps = Steps();
        foreach (var other in steps.Where(other => other > step).Concat(steps.Where(other => other <= step).OrderDescending().Skip(Kept)))
        {
            Delete(FolderOf(other));
        }

        foreach (var left in Directory.EnumerateDirectories(folder, UnfinishedPrefix + "*"))
        {
            Delete(left);
        }
    }

    private string NotWritten(long step, Exception problem)
    {
        var last = Steps() is [.., var newest] ? $"the checkpoint of step {newest} is kept" : "there is no earlier one";
        return $"The checkpoint of step {step} could not be written to '{folder}': {problem.Message} Nothing is lost before it: {last}. Make room, then resume.";
    }

    private static void Delete(string place)
    {
        if (Directory.Exists(place))
        {
            Directory.Delete(place, recursive: true);
        }
    }

    private static long? StepOf(string path) =>
        long.TryParse(Path.GetFileName(path).AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var step) ? step : null;
}
