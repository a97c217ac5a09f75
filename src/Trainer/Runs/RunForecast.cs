using System.Collections.Immutable;
using Trainer.Backends;
using Trainer.Stages;

namespace Trainer.Runs;

/// <summary>Makes everything that a run would be made of, in a temporary place, and measures a few steps of each stage.</summary>
/// <param name="services">The installation.</param>
public sealed class RunForecast(RunServices services)
{
    /// <summary>The forecast.</summary>
    /// <exception cref="StageException">A stage lacks what it needs; a run would fail with the same.</exception>
    public async Task<Forecast> OfAsync(RunPlan plan, IProgress<(string What, double Share)>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var place = Path.Combine(services.Store.DomainFolder(plan.Domain), $".plan-{Guid.NewGuid():N}");
        try
        {
            var folder = RunFolder.Create(place, plan);
            using var corpus = await new RunCorpus(folder, services).OpenAsync(plan, progress, cancellationToken);
            using var model = await RunModel.OpenAsync(plan, folder, corpus, services.Store, cancellationToken);
            var material = RunMaterial.Of(plan, services, corpus, model.Format);
            using var teacher = RunTeacher.Open(plan, services.Backend);
            ImmutableArray<(StageForecast Stage, long All, long Trained)> stages =
                [.. plan.Recipe.Stages.Select(stage => Measure(plan, stage, model, material with { Teacher = teacher?.Model }))];
            return new Forecast
            {
                DocumentsRead = corpus.Manifest.Documents.Count,
                Documents = corpus.Manifest.Documents.Count(document => document.Fate is null),
                Characters = corpus.Manifest.Documents.Sum(document => (long)document.Characters),
                Facts = material.Pairs.Count(pair => pair.Note is not null),
                Unknown = material.Pairs.Count(pair => pair.Note is null),
                Wordings = material.Pairs.Sum(pair => pair.Wordings.Count),
                Corpus = corpus.Manifest.Hash,
                Parameters = stages[0].All,
                Trained = stages[0].Trained,
                Stages = [.. stages.Select(stage => stage.Stage)],
            };
        }
        finally
        {
            Directory.Delete(place, recursive: true);
        }
    }

    private (StageForecast Stage, long All, long Trained) Measure(RunPlan plan, StageConfig config, RunModel start, StageMaterial material)
    {
        using var model = services.Backend.Create(start.Architecture, new TrainingOptions { Threads = plan.Threads, Lora = config.Lora }, start.Start, plan.Seed);
        var stage = config.Create();
        var batches = stage.Batches(material);
        var (steps, tokens) = StageSteps.Of(batches, config.Learning);
        return (
            new StageForecast(stage.Name, stage.Purpose, steps, tokens, new SpeedProbe(services.Time).TokensPerSecond(model, batches)),
            model.Parameters.All.Sum(parameter => (long)parameter.Count),
            model.Parameters.Trained.Sum(parameter => (long)parameter.Count));
    }
}
