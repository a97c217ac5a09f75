using System.Globalization;
using Experts.Memory;
using Trainer.Backends;
using Trainer.Corpus;
using Trainer.Evaluation;
using Trainer.Export;
using Trainer.Reporting;

namespace Trainer.Runs;

/// <summary>Puts together what is known of a finished run.</summary>
internal static class RunReport
{
    public static EvaluationReport Of(
        RunFolder folder, RunPlan plan, ITrainingModel training, PreparedExpert prepared, TrainingCorpus corpus, EvaluationResult result, DateTimeOffset created)
    {
        List<(string Name, IReadOnlyList<LossPoint> Points)> stages = [.. plan.Recipe.Stages
            .Select((stage, place) => stage.Create().Name is var name ? (name, LossLog.Read(folder.Stage(place, name).Losses)) : default)];
        return new EvaluationReport
        {
            Expert = plan.Expert,
            Domain = plan.Domain,
            Recipe = plan.Recipe.Name,
            Base = plan.Base ?? plan.Parent,
            CorpusHash = corpus.Manifest.Hash,
            Command = Command(plan),
            Seed = plan.Seed,
            Created = created,
            Parameters = training.Parameters.All.Sum(parameter => (long)parameter.Count),
            Bytes = Directory.EnumerateFiles(prepared.Folder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length),
            Precision = plan.Precision.ToString().ToLowerInvariant(),
            Wordings = Directory.Exists(folder.Memory) ? NoteMemory.Open(folder.Memory).Wordings : null,
            TrainedTokens = stages.Sum(stage => stage.Points.LastOrDefault()?.Tokens ?? 0),
            TrainingSeconds = stages.Sum(stage => stage.Points.LastOrDefault()?.Seconds ?? 0),
            Export = prepared.Check,
            Curves = [.. stages.Select(stage => new TrainingCurve(stage.Name, [.. stage.Points.Select(point => new TrainingCurve.Point(point.Tokens, point.Loss))]))],
            Measured = result,
        };
    }

    /// <summary>The command that does the same again; files by their names alone.</summary>
    private static string Command(RunPlan plan) => string.Join(' ', (string[])
    [
        "dotnet run -c Release --project src/Trainer -- run --domain", plan.Domain, "--expert", plan.Expert, "--recipe", plan.Recipe.Name,
        "--seed", plan.Seed.ToString(CultureInfo.InvariantCulture), "--threads", plan.Threads.ToString(CultureInfo.InvariantCulture),
        "--precision", plan.Precision.ToString().ToLowerInvariant(),
        "--tokens", plan.Recipe.Stages.Sum(stage => stage.Learning.Tokens).ToString(CultureInfo.InvariantCulture),
        .. plan.PairFiles.SelectMany(file => new[] { "--pairs", Path.GetFileName(file) }),
        .. plan.TestFile is { } test ? ["--test", Path.GetFileName(test)] : Array.Empty<string>(),
        .. plan.DevelopmentFile is { } development ? ["--development", Path.GetFileName(development)] : Array.Empty<string>(),
        .. plan.Base is { } source ? ["--base", Path.GetFileName(source)] : Array.Empty<string>(),
        .. plan.Budget is { } budget ? ["--budget", string.Create(CultureInfo.InvariantCulture, $"{budget.TotalMinutes:0.##}m")] : Array.Empty<string>(),
    ]);
}
