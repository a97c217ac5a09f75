using System.Security.Cryptography;
using System.Text.Json;
using LanguageModels.Weights;
using Trainer.Stages;
using Trainer.Training;

namespace Trainer.Runs;

/// <summary>
/// One run from documents to a registered expert. Each phase leaves its result in the run's folder as a whole or not at all, so that
/// a run which was stopped, killed or failed goes on with the first result that is missing. One process works on a domain at a time.
/// </summary>
/// <param name="folder">The run.</param>
/// <param name="services">What it needs.</param>
public sealed class TrainingRun(RunFolder folder, RunServices services)
{
    /// <summary>Share of a time budget that is kept for corpus, export and evaluation.</summary>
    private const double KeptBudget = 0.15;

    /// <summary>Runs it, or goes on with it.</summary>
    /// <param name="waits">Whether to wait while another trainer works on the domain.</param>
    /// <param name="progress">Told how far it is; null for none.</param>
    /// <param name="stop">Asks it to stop; what was done is kept.</param>
    /// <returns>The state it is left in: finished, or stopped.</returns>
    /// <exception cref="DomainBusyException">Another trainer works on the domain.</exception>
    /// <exception cref="RunException">It cannot go on; the state says so too.</exception>
    public async Task<RunState> RunAsync(bool waits, IProgress<RunProgress>? progress, CancellationToken stop)
    {
        var plan = folder.ReadPlan();
        using var taken = await DomainLock.TakeAsync(services.Store.DomainFolder(plan.Domain), plan.Id, waits, services.Time, stop);
        if (folder.ReadState() is { Status: RunStatus.Finished } finished)
        {
            return finished;
        }

        Change(state => state with { Status = RunStatus.Running, Problem = null, Starts = state.Starts + 1 });
        try
        {
            await WorkAsync(plan, progress, stop);
            return Change(state => state with { Status = RunStatus.Finished, Phase = RunPhase.Done });
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return Change(state => state with { Status = RunStatus.Stopped });
        }
        catch (Exception problem) when (RunProblems.AreForOperators(problem))
        {
            Change(state => state with { Status = RunStatus.Failed, Problem = problem.Message });
            throw problem as RunException ?? new RunException(problem.Message, problem);
        }
    }

    private async Task WorkAsync(RunPlan plan, IProgress<RunProgress>? progress, CancellationToken stop)
    {
        Enter(RunPhase.Corpus, progress);
        using var corpus = await new RunCorpus(folder, services).OpenAsync(plan, Share(RunPhase.Corpus, progress), stop);
        Change(state => state with { Corpus = corpus.Manifest.Hash });
        Enter(RunPhase.Memory, progress);
        RunMemory.Write(folder, corpus);
        Enter(RunPhase.Training, progress);
        using var model = await RunModel.OpenAsync(plan, folder, corpus, services.Store, stop);
        var material = RunMaterial.Of(plan, services, corpus, model.Format);
        await Task.Run(() => Train(plan, model, material, progress, stop), CancellationToken.None);
        stop.ThrowIfCancellationRequested();
        await new RunExport(folder, services).RunAsync(plan, model, material, corpus, phase => Enter(phase, progress), progress, Change, stop);
    }

    private void Train(RunPlan plan, RunModel model, StageMaterial material, IProgress<RunProgress>? progress, CancellationToken stop)
    {
        using var teacher = RunTeacher.Open(plan, services.Backend);
        var total = plan.Recipe.Stages.Sum(stage => stage.Learning.Tokens);
        var runner = new StageRunner(services.Backend, services.Time);
        for (var index = 0; index < plan.Recipe.Stages.Length; index++)
        {
            var config = plan.Recipe.Stages[index];
            if (StageOf(plan, index).IsDone)
            {
                continue;
            }

            Change(state => state with { Stage = index });
            using var before = index == 0 ? null : SafetensorsFolder.Open(StageOf(plan, index - 1).Weights);
            var order = new StageOrder
            {
                Folder = StageOf(plan, index),
                Config = config,
                Material = material with { Seed = plan.Seed + ((ulong)index * 0x9E3779B97F4A7C15), Teacher = teacher?.Model },
                Architecture = model.Architecture,
                Start = before ?? model.Start,
                Threads = plan.Threads,
                Budget = plan.Budget * (1 - KeptBudget) * (config.Learning.Tokens / (double)total),
                CheckpointEvery = plan.CheckpointEvery,
                Fingerprint = Fingerprint(plan, index),
            };
            if (runner.Run(order, new StageShare(progress, config.Create().Name), Remark, stop) == LoopOutcome.Stopped)
            {
                throw new OperationCanceledException(stop);
            }
        }
    }

    private StageFolder StageOf(RunPlan plan, int index) => folder.Stage(index, plan.Recipe.Stages[index].Create().Name);

    /// <summary>A checkpoint is continued only with the same settings, seed, threads and corpus.</summary>
    private string Fingerprint(RunPlan plan, int index)
    {
        var said = JsonSerializer.SerializeToUtf8Bytes(new { Stage = plan.Recipe.Stages[index], plan.Recipe.Shape, plan.Seed, plan.Threads, plan.Base, plan.Parent, folder.ReadState().Corpus }, RunJson.Lines);
        return Convert.ToHexStringLower(SHA256.HashData(said));
    }

    private void Enter(RunPhase phase, IProgress<RunProgress>? progress)
    {
        Change(state => state with { Phase = phase });
        progress?.Report(new RunProgress(phase, phase.ToString().ToLowerInvariant(), 0, null));
    }

    private void Remark(string text) => Change(state => state with { Remarks = state.Remarks.Add(text) });

    private RunState Change(Func<RunState, RunState> change) => folder.Change(services.Time, change);

    private static PhaseShare? Share(RunPhase phase, IProgress<RunProgress>? progress) => progress is null ? null : new PhaseShare(progress, phase);

    private sealed class PhaseShare(IProgress<RunProgress> progress, RunPhase phase) : IProgress<(string What, double Share)>
    {
        public void Report((string What, double Share) value) => progress.Report(new RunProgress(phase, value.What, value.Share, null));
    }

    private sealed class StageShare(IProgress<RunProgress>? progress, string stage) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => progress?.Report(new RunProgress(RunPhase.Training, stage, value.Step / (double)Math.Max(1, value.Steps), value));
    }
}
