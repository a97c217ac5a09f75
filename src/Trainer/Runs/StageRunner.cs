using Trainer.Backends;
using Trainer.Checkpoints;
using Trainer.Stages;
using Trainer.Training;

namespace Trainer.Runs;

/// <summary>Trains one stage, from its newest checkpoint if there is one, and leaves its weights.</summary>
/// <param name="backend">What computes.</param>
/// <param name="time">Clock.</param>
internal sealed class StageRunner(ITrainingBackend backend, TimeProvider time)
{
    /// <summary>Steps of a stage within its time, a twentieth left for checkpoints.</summary>
    private const double UsedBudget = 0.95;

    /// <summary>Trains.</summary>
    /// <param name="order">The stage.</param>
    /// <param name="progress">Told after each step, on this thread.</param>
    /// <param name="remark">Told what an operator should know.</param>
    /// <param name="stop">Asks it to stop after the step at hand.</param>
    public LoopOutcome Run(StageOrder order, IProgress<TrainingProgress>? progress, Action<string> remark, CancellationToken stop)
    {
        Directory.CreateDirectory(order.Folder.Path);
        var options = new TrainingOptions { Threads = order.Threads, Lora = order.Config.Lora };
        using var model = backend.Create(order.Architecture, options, order.Start, order.Material.Seed);
        var batches = order.Config.Create().Batches(order.Material);
        var course = Course(order, model, batches, remark);
        using var loop = new TrainingLoop(model, batches, Settings(order, course), new CheckpointStore(order.Folder.Checkpoints), time);
        if (loop.Resume(remark))
        {
            remark($"Stage {order.Config.Create().Name}: goes on from the checkpoint of step {loop.Step} of {course.Steps}.");
        }

        using var losses = LossLog.Open(order.Folder.Losses, loop.Step, course.Steps);
        var outcome = loop.Run(new Listener(losses, progress), stop);
        if (outcome != LoopOutcome.Stopped)
        {
            Finish(order, loop, model, outcome, remark);
        }

        return outcome;
    }

    /// <summary>Settles how many steps there are: those of the plan, or those that fit the time, by a measurement.</summary>
    private StageCourse Course(StageOrder order, ITrainingModel model, IBatchSource batches, Action<string> remark)
    {
        if (File.Exists(order.Folder.Course))
        {
            return RunJson.Read<StageCourse>(order.Folder.Course);
        }

        var (steps, tokens) = StageSteps.Of(batches, order.Config.Learning);
        var course = new StageCourse(steps, tokens, null);
        if (order.Budget is { } budget)
        {
            var seconds = tokens / new SpeedProbe(time).TokensPerSecond(model, batches);
            var fitting = (int)Math.Clamp(budget.TotalSeconds * UsedBudget / seconds, 1, steps);
            course = new StageCourse(fitting, tokens, seconds);
            if (fitting < steps)
            {
                remark(FormattableString.Invariant($"Stage {order.Config.Create().Name}: {steps} steps do not fit into {budget.TotalMinutes:0.#} minutes at {seconds:0.00} seconds a step; it takes {fitting}."));
            }
        }

        RunJson.Write(order.Folder.Course, course);
        return course;
    }

    private static LoopSettings Settings(StageOrder order, StageCourse course) => new()
    {
        Learning = order.Config.Learning,
        Steps = course.Steps,
        Fingerprint = order.Fingerprint,
        Threads = order.Threads,
        Budget = order.Budget,
        CheckpointEvery = order.CheckpointEvery,
    };

    private static void Finish(StageOrder order, TrainingLoop loop, ITrainingModel model, LoopOutcome outcome, Action<string> remark)
    {
        if (outcome == LoopOutcome.OutOfTime)
        {
            remark($"Stage {order.Config.Create().Name}: its time was up after step {loop.Step}; the learning rate had not reached its end.");
        }

        loop.TakeAverage();
        StageResult.Write(order, model);
        Directory.Delete(order.Folder.Checkpoints, recursive: true);
    }

    private sealed class Listener(LossLog losses, IProgress<TrainingProgress>? progress) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            losses.Add(value);
            progress?.Report(value);
        }
    }
}
