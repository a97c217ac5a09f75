using System.Globalization;
using State.Jobs;

namespace Trainer.Jobs;

/// <summary>
/// Publishes how far a running job is: phases as they begin, figures at some of the steps, signs of life in between. What is told between
/// two signs of life waits for the next one, so that a fast training does not write a database at each step.
/// </summary>
/// <param name="queue">Where it is told.</param>
/// <param name="lease">The right to.</param>
/// <param name="time">Clock.</param>
internal sealed class JobPublisher(JobQueue queue, JobLease lease, TimeProvider time) : IProgress<JobSigns>
{
    /// <summary>A training of any length has about this many events with figures.</summary>
    private const int Figures = 20;

    private readonly Lock _gate = new();
    private JobSigns? _last;
    private string? _phase;
    private long _told = -1;

    /// <inheritdoc/>
    public void Report(JobSigns value)
    {
        lock (_gate)
        {
            _last = value;
        }
    }

    /// <summary>Writes what is new, and that the trainer lives.</summary>
    /// <returns>False when the job is not this trainer's any more.</returns>
    public bool Publish()
    {
        JobSigns? signs;
        lock (_gate)
        {
            signs = _last;
        }

        var isOurs = queue.Renew(lease, signs is null ? null : new JobProgress(signs.Tokens, signs.Left is { } left ? time.GetUtcNow() + left : null));
        return isOurs && (signs is null || (TellPhase(signs) && TellFigures(signs)));
    }

    private bool TellPhase(JobSigns signs)
    {
        if (signs.Phase == _phase)
        {
            return true;
        }

        (_phase, _told) = (signs.Phase, -1);
        return queue.Tell(lease, JobEventLevel.Info, signs.Phase, null);
    }

    private bool TellFigures(JobSigns signs)
    {
        var part = signs.Steps == 0 ? 0 : signs.Step * Figures / signs.Steps;
        if (signs.Loss is not { } loss || !double.IsFinite(loss) || signs.Step == 0 || part == _told)
        {
            return true;
        }

        _told = part;
        return queue.Tell(
            lease,
            JobEventLevel.Info,
            string.Create(CultureInfo.InvariantCulture, $"Step {signs.Step}/{signs.Steps}: training loss={loss:0.0000}"),
            string.Create(CultureInfo.InvariantCulture, $$"""{"step":{{signs.Step}},"train_loss":{{loss:R}},"total_steps":{{signs.Steps}},"trained_tokens":{{signs.Tokens}}}"""))
            && queue.Checkpoint(lease, signs.Step, loss);
    }
}
