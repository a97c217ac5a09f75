using Experts.Memory;
using Experts.Notes;
using Experts.Registry;
using LanguageModels.Weights;
using Trainer.Backends;
using Trainer.Corpus;
using Trainer.Evaluation;
using Trainer.Export;
using Trainer.Reporting;
using Trainer.Stages;

namespace Trainer.Runs;

/// <summary>From a run's weights and memory to a registered expert with its reports.</summary>
/// <param name="folder">The run.</param>
/// <param name="services">What it needs.</param>
internal sealed class RunExport(RunFolder folder, RunServices services)
{
    private const int Probed = 24;
    private const int MostTokens = 44;

    /// <summary>Exports, measures, registers.</summary>
    public async Task RunAsync(
        RunPlan plan, RunModel model, StageMaterial material, TrainingCorpus corpus, Action<RunPhase> enter, IProgress<RunProgress>? progress, Func<Func<RunState, RunState>, RunState> change, CancellationToken stop)
    {
        enter(RunPhase.Export);
        using var weights = SafetensorsFolder.Open(LastStage(plan).Weights);
        using var training = services.Backend.Create(model.Architecture, new TrainingOptions { Threads = plan.Threads }, weights, plan.Seed);
        var order = Order(plan, model, material, corpus, weights, new TrainingScores(training).Score);
        using var prepared = await new ExpertExport(services.Registry, services.Time).PrepareAsync(
            order, Listen<ExportProgress>(RunPhase.Export, progress, value => (value.Stage, value.Share)), stop);
        enter(RunPhase.Evaluation);
        var report = await EvaluateAsync(plan, training, prepared, corpus, progress, stop);
        enter(RunPhase.Registration);
        var version = await prepared.RegisterAsync(report is null ? null : ReportSummary.Of(report.Measured), Listen<RegistryProgress>(
            RunPhase.Registration, progress, value => (value.Path, value.BytesDone / (double)Math.Max(1, value.BytesTotal))), stop);
        if (plan.BecomesCurrent)
        {
            await services.Registry.SetCurrentAsync(version.Name, version.Version, stop);
        }

        change(state => state with { Registered = $"{version.Name}@{version.Version}", Remarks = [.. state.Remarks, .. prepared.Check.Remarks, .. report?.Measured.Remarks ?? []] });
    }

    private StageFolder LastStage(RunPlan plan) => folder.Stage(plan.Recipe.Stages.Length - 1, plan.Recipe.Stages[^1].Create().Name);

    private ExportOrder Order(RunPlan plan, RunModel model, StageMaterial material, TrainingCorpus corpus, ITensorSource weights, TokenScorer scores) => new()
    {
        Name = plan.Expert,
        Domain = plan.Domain,
        Recipe = plan.Recipe.Name,
        Base = plan.Base is { } source ? Path.GetFileName(Path.TrimEndingDirectorySeparator(source)) : plan.Parent,
        CorpusHash = corpus.Manifest.Hash,
        Architecture = model.Architecture,
        Weights = weights,
        Text = model.Text,
        Precision = plan.Precision,
        MemoryFolder = Directory.Exists(folder.Memory) ? folder.Memory : null,
        Probe = new ExportProbe([.. Probe(material)], MostTokens),
        TrainingScores = scores,
    };

    /// <summary>Pairs spread over the corpus, or pieces of its documents where there are no pairs.</summary>
    private static IEnumerable<ExportProbe.Row> Probe(StageMaterial material)
    {
        var format = material.Format;
        List<ExportProbe.Row> pairs = [.. from pair in Spread(material.Pairs.Where(pair => pair.Wordings.Count > 0).ToList())
                                          let prompt = format.Prompt(format.Question(pair.Wordings[0]))
                                          select new ExportProbe.Row([.. prompt, .. format.Note(pair.Note)], prompt.Length)];
        return pairs.Count > 0 ? pairs : Spread(material.Documents).Select(document => format.Document(document.Text)).Where(tokens => tokens.Length > 2).Select(tokens => new ExportProbe.Row([.. tokens.Take(MostTokens * 2)], Math.Min(tokens.Length, MostTokens * 2) / 2));
    }

    private static IEnumerable<T> Spread<T>(IReadOnlyList<T> items) => items.Where((_, place) => place % Math.Max(1, items.Count / Probed) == 0).Take(Probed);

    /// <summary>Null where the plan names no test questions.</summary>
    private async Task<EvaluationReport?> EvaluateAsync(RunPlan plan, ITrainingModel training, PreparedExpert prepared, TrainingCorpus corpus, IProgress<RunProgress>? progress, CancellationToken stop)
    {
        if (plan.TestFile is not { } test)
        {
            return null;
        }

        var questions = new EvaluationPlan
        {
            Test = QuestionFile.Read(test, QuestionFile.UnknownStrata),
            Development = plan.DevelopmentFile is { } development ? QuestionFile.Read(development, QuestionFile.UnknownStrata) : [],
        };
        await using var expert = await EvaluatedExpert.OpenAsync(plan.Expert, prepared.Folder, Recall(folder.Memory), services.Time, stop);
        var current = services.Registry.Resolve(plan.Expert, null);
        await using var parent = current is null ? null : await EvaluatedExpert.OpenAsync(
            $"{current.Name}@{current.Version[..8]}", current.Folder, Recall(Path.Combine(current.Folder, ExportedFolder.Memory)), services.Time, stop);
        var result = await new ExpertEvaluation(services.Time).RunAsync(
            questions, expert, parent, Listen<EvaluationProgress>(RunPhase.Evaluation, progress, value => (value.Stage, value.Share)), stop);
        var report = RunReport.Of(folder, plan, training, prepared, corpus, result, services.Time.GetUtcNow());
        result.Gate.Gate.Write(prepared.Folder);
        ReportFiles.Write(prepared.Folder, report);
        ReportFiles.WriteJson(folder.JsonReport, report);
        ReportFiles.WritePage(folder.HtmlReport, report);
        return report;
    }

    private NoteRecall? Recall(string memory) => Directory.Exists(memory) ? MemoryRecall.ByCharacters(new LiveMemory(memory, services.Time)) : null;

    private static Listener<T>? Listen<T>(RunPhase phase, IProgress<RunProgress>? progress, Func<T, (string What, double Share)> describe) =>
        progress is null ? null : new Listener<T>(phase, progress, describe);

    private sealed class Listener<T>(RunPhase phase, IProgress<RunProgress> progress, Func<T, (string What, double Share)> describe) : IProgress<T>
    {
        public void Report(T value)
        {
            var (what, share) = describe(value);
            progress.Report(new RunProgress(phase, what, share, null));
        }
    }
}
