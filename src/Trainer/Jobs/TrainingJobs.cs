using State.Files;
using State.Jobs;
using Trainer.Evaluation;
using Trainer.Runs;
using Trainer.Stages;

namespace Trainer.Jobs;

/// <summary>
/// Does jobs as runs. A job's run has the job's id, so that a job that is taken up again goes on with its run. <c>scratch</c> trains a new
/// expert; an expert goes on by the recipe <c>nightly</c> from the last run that made it.
/// </summary>
/// <param name="services">The installation.</param>
/// <param name="files">What clients uploaded; reports are added to it.</param>
/// <param name="fromNothing">The recipe of <c>scratch</c>.</param>
internal sealed class TrainingJobs(RunServices services, FileStore files, Recipe fromNothing)
{
    private const string FromNothing = "scratch", DomainPrefix = "domain:", ExpertPrefix = "expert/";

    /// <summary>As the worker wants it.</summary>
    public JobRun Run => new(ValidateAsync, TrainAsync);

    private Task ValidateAsync(Job job, CancellationToken cancellationToken)
    {
        if (job.Draft.Settings is { Epochs: not null } or { BatchSize: not null })
        {
            throw new JobException(new JobError("unsupported_hyperparameter", "This trainer's recipes count tokens: leave n_epochs and batch_size to 'auto'. learning_rate_multiplier can be chosen.", "hyperparameters"));
        }

        return Task.Run(
            () =>
            {
                _ = PairsOf(job);
                _ = DomainOf(job);
                _ = QuestionsOf(job);
            },
            cancellationToken);
    }

    private async Task<JobResult> TrainAsync(Job job, IProgress<JobSigns> signs, CancellationToken cancellationToken)
    {
        var domain = DomainOf(job);
        var folder = services.Store.Find(job.Id, domain) ?? Create(job, domain);
        var run = new JobSteps(signs);
        var state = await new TrainingRun(folder, services).RunAsync(waits: true, run, cancellationToken);
        if (state.Status != RunStatus.Finished || state.Registered is not { } registered)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new JobException(new JobError("training_failed", state.Problem ?? "The run ended without an expert.", null));
        }

        return new JobResult(ExpertPrefix + registered, await ReportAsync(job, folder, cancellationToken), run.Tokens);
    }

    private RunFolder Create(Job job, string domain)
    {
        var material = Path.Combine(services.Store.DomainFolder(domain), $".{job.Id}");
        Directory.CreateDirectory(material);
        var parent = job.Draft.Model == FromNothing ? null : Parent(job, domain);
        var recipe = parent is null ? fromNothing : Recipes.Nightly;
        return services.Store.Create(new RunPlan
        {
            Id = job.Id,
            Domain = domain,
            Expert = job.Draft.Expert,
            Recipe = recipe with { Stages = [.. recipe.Stages.Select(stage => stage with { Learning = stage.Learning with { Rate = stage.Learning.Rate * (job.Draft.Settings.RateMultiplier ?? 1) } })] },
            Seed = (ulong)job.Draft.Seed,
            Threads = 1,
            Parent = parent,
            PairFiles = PairsOf(job) is { } pairs ? [Written(material, "pairs.jsonl", pairs)] : [],
            TestFile = QuestionsOf(job) is { } questions ? Written(material, "questions.jsonl", questions) : null,
            BecomesCurrent = false,
            Created = services.Time.GetUtcNow(),
        });
    }

    /// <summary>The last run that made the expert.</summary>
    private string Parent(Job job, string domain)
    {
        var name = job.Draft.Model[ExpertPrefix.Length..].Split('@')[0];
        return services.Store.List(domain).LastOrDefault(run => run.ReadState().Status == RunStatus.Finished && run.ReadPlan().Expert == name && run.ReadShape() is not null)?.Id
            ?? throw new JobException(new JobError(
                "model_not_trainable", $"The expert '{name}' was not trained here for the domain '{domain}', so there are no weights to go on from. Train one from '{FromNothing}', or adapt an imported model with the trainer's 'run --base'.", "model"));
    }

    /// <summary>The domain that is named, or that of the expert, or one of the new expert's name.</summary>
    private string DomainOf(Job job) => job.Draft.TrainingFile.StartsWith(DomainPrefix, StringComparison.Ordinal)
        ? job.Draft.TrainingFile[DomainPrefix.Length..]
        : job.Draft.Model.StartsWith(ExpertPrefix, StringComparison.Ordinal) && services.Registry.Resolve(job.Draft.Model[ExpertPrefix.Length..].Split('@')[0], null)?.Manifest?.Facts.Domain is { } domain
            ? domain
            : job.Draft.Expert;

    private IReadOnlyList<string>? PairsOf(Job job)
    {
        if (job.Draft.TrainingFile.StartsWith(DomainPrefix, StringComparison.Ordinal))
        {
            return null;
        }

        using var content = files.OpenRead(Find(job.Draft.TrainingFile, "training_file"));
        return PairLines.Of(content);
    }

    /// <summary>The questions of the validation file, as they came; each is looked at.</summary>
    private IReadOnlyList<string>? QuestionsOf(Job job)
    {
        if (job.Draft.ValidationFile is not { } id)
        {
            return null;
        }

        using var reader = new StreamReader(files.OpenRead(Find(id, "validation_file")));
        List<string> lines = [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        foreach (var (index, line) in lines.Index())
        {
            try
            {
                _ = QuestionFile.Parse(line, index + 1, "validation_file", QuestionFile.UnknownStrata);
            }
            catch (InvalidDataException flaw)
            {
                throw new JobException(new JobError("invalid_validation_file", flaw.Message, "validation_file"));
            }
        }

        return lines;
    }

    private StoredFile Find(string id, string parameter) =>
        files.Find(id) ?? throw new JobException(new JobError("file_not_found", $"The file '{id}' is not there any more. Upload it again and order the job anew.", parameter));

    private async Task<string?> ReportAsync(Job job, RunFolder folder, CancellationToken cancellationToken)
    {
        if (!File.Exists(folder.JsonReport))
        {
            return null;
        }

        await using var report = File.OpenRead(folder.JsonReport);
        var kept = await files.AddAsync(new FileDraft($"{job.Draft.Expert}-evaluation.json", FilePurposes.FineTuneResults, job.Draft.Owner, null), report, cancellationToken);
        return kept.File?.Id;
    }

    private static string Written(string folder, string name, IEnumerable<string> lines)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllLines(path, lines);
        return path;
    }

    /// <summary>A run's progress as a job's signs.</summary>
    private sealed class JobSteps(IProgress<JobSigns> signs) : IProgress<RunProgress>
    {
        private long _tokens;

        public long Tokens => Interlocked.Read(ref _tokens);

        public void Report(RunProgress value)
        {
            var step = value.Training;
            Interlocked.Exchange(ref _tokens, step?.Tokens ?? Tokens);
            var phase = value.Phase == RunPhase.Training ? $"training {value.What}" : value.Phase.ToString().ToLowerInvariant();
            signs.Report(new JobSigns(phase, step?.Step ?? 0, step?.Steps ?? 0, Tokens, step?.RunningLoss, step?.Left));
        }
    }
}
