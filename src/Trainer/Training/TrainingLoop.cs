using Trainer.Backends;
using Trainer.Checkpoints;
using Trainer.Optimisation;

namespace Trainer.Training;

/// <summary>
/// Batches become steps: gradients, clipping, AdamW, running mean, checkpoints. With one computing thread the final weights are a
/// function of start, data, settings and seed, however often the run was killed and resumed between. Not thread-safe.
/// </summary>
public sealed class TrainingLoop : IDisposable
{
    private const double Smoothing = 0.95;
    private const int MostTimeToWriting = 20;

    private readonly ITrainingModel _model;
    private readonly IBatchSource _batches;
    private readonly LoopSettings _settings;
    private readonly CheckpointStore _store;
    private readonly TimeProvider _time;
    private readonly LearningRate _rate;
    private readonly AdamW _optimiser;
    private readonly ExponentialAverage? _average;
    private LoopState _state;

    /// <summary>A loop before its first step, with the model as it is.</summary>
    /// <param name="model">Stays the caller's.</param>
    /// <param name="batches">The data, at its beginning.</param>
    /// <param name="settings">How it learns.</param>
    /// <param name="store">Where its checkpoints go.</param>
    /// <param name="time">Clock of speed, budget and checkpoints.</param>
    public TrainingLoop(ITrainingModel model, IBatchSource batches, LoopSettings settings, CheckpointStore store, TimeProvider time)
    {
        (_model, _batches, _settings, _store, _time) = (model, batches, settings, store, time);
        _rate = settings.Learning.RateOf(settings.Steps);
        _optimiser = new AdamW(model.Parameters, settings.Learning.Optimiser, settings.Threads);
        _average = settings.Learning.Average is { } decay ? new ExponentialAverage(model.Parameters, decay) : null;
        _state = new LoopState { Fingerprint = settings.Fingerprint };
    }

    /// <summary>Steps done.</summary>
    public long Step => _state.Step;

    /// <summary>Goes to the newest checkpoint that is whole.</summary>
    /// <param name="remark">Told about damaged checkpoints and those of another plan.</param>
    /// <returns>Whether there was one.</returns>
    public bool Resume(Action<string> remark)
    {
        if (_store.OpenNewest(remark) is not { } checkpoint)
        {
            return false;
        }

        var state = checkpoint.State<LoopState>();
        if (state.Fingerprint != _settings.Fingerprint)
        {
            remark($"The checkpoint of step {checkpoint.Step} belongs to another plan; this stage begins anew.");
            return false;
        }

        LoopTensors.Read(checkpoint, _model.Parameters, _optimiser, _average);
        _optimiser.Steps = state.OptimiserSteps;
        _batches.MoveTo(state.Position.AsSpan());
        _state = state;
        return true;
    }

    /// <summary>Trains until the last step, the end of the budget, or a request to stop. Blocks its thread.</summary>
    /// <param name="progress">Told after each step, on this thread.</param>
    /// <param name="stop">Asks it to stop after the step at hand.</param>
    /// <exception cref="DivergedException">Loss or gradient is no number.</exception>
    /// <exception cref="CheckpointException">A checkpoint could not be written.</exception>
    public LoopOutcome Run(IProgress<TrainingProgress>? progress, CancellationToken stop)
    {
        var pace = new Pace(_time, _state);
        var checkpoints = new CheckpointClock(_time, _settings.CheckpointEvery, MostTimeToWriting);
        while (_state.Step < _settings.Steps)
        {
            if (stop.IsCancellationRequested || _settings.Budget <= pace.Spent)
            {
                Save(pace);
                return stop.IsCancellationRequested ? LoopOutcome.Stopped : LoopOutcome.OutOfTime;
            }

            var taken = TakeStep(pace);
            progress?.Report(taken);
            if (checkpoints.IsDue && _state.Step < _settings.Steps)
            {
                checkpoints.Time(() => Save(pace));
            }
        }

        Save(pace);
        return LoopOutcome.Finished;
    }

    /// <summary>Makes the running mean the model, where there is one. After the last step only.</summary>
    public void TakeAverage() => _average?.Swap();

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimiser.Dispose();
        _average?.Dispose();
    }

    private TrainingProgress TakeStep(Pace pace)
    {
        _model.Parameters.ClearGradients();
        TrainingBatch[] batches = [.. Enumerable.Range(0, Math.Max(1, _settings.Learning.Accumulated)).Select(_ => _batches.Next())];
        var labels = batches.Sum(batch => batch.Tokens.LabelledTokens);
        var loss = default(BatchLoss);
        foreach (var batch in batches)
        {
            loss += _model.Accumulate(batch.Tokens, 1.0 / Math.Max(1, labels));
        }

        var norm = GradientClip.Norm(_model.Parameters);
        if (!double.IsFinite(loss.Mean) || !double.IsFinite(norm))
        {
            throw new DivergedException(_state.Step + 1, loss.Mean, norm, [.. batches.SelectMany(batch => batch.Sources)], _store.Steps() is [.., var kept] ? kept : null);
        }

        var rate = _rate.At(_state.Step);
        _optimiser.Step(rate, GradientClip.Factor(norm, _settings.Learning.Clip));
        _average?.Update();
        Count(batches, loss.Mean);
        return Describe(loss.Mean, rate, norm, pace);
    }

    private void Count(TrainingBatch[] batches, double loss) => _state = _state with
    {
        Step = _state.Step + 1,
        Tokens = _state.Tokens + batches.Sum(batch => batch.TokenCount),
        SmoothedLoss = (_state.SmoothedLoss * Smoothing) + (loss * (1 - Smoothing)),
    };

    private TrainingProgress Describe(double loss, double rate, double norm, Pace pace) => new(
        _state.Step, _settings.Steps, _state.Tokens, loss, _state.SmoothedLoss / (1 - Math.Pow(Smoothing, _state.Step)),
        rate, norm, pace.Spent, pace.TokensPerSecond(_state.Tokens));

    private void Save(Pace pace)
    {
        _state = _state with { OptimiserSteps = _optimiser.Steps, Position = _batches.Position };
        _store.Save(_state.Step, _state with { Seconds = pace.Spent.TotalSeconds }, LoopTensors.Of(_model.Parameters, _optimiser, _average));
    }

    /// <summary>Time and speed of this process, and the time of those before it.</summary>
    private sealed class Pace(TimeProvider time, LoopState before)
    {
        private readonly long _start = time.GetTimestamp();

        public TimeSpan Spent => TimeSpan.FromSeconds(before.Seconds) + time.GetElapsedTime(_start);

        public double TokensPerSecond(long tokens) => time.GetElapsedTime(_start).TotalSeconds is > 0 and var seconds ? (tokens - before.Tokens) / seconds : 0;
    }
}
