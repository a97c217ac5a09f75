namespace Trainer.Jobs;

/// <summary>How a trainer works off its queue.</summary>
internal sealed record WorkerSettings
{
    /// <summary>When trainings may run; one that runs when it ends stops at its next checkpoint and goes on when it opens again. Default always.</summary>
    public TimeWindow Window { get; init; } = TimeWindow.Always;

    /// <summary>Most bytes of memory of the whole process; a job that needs more fails. 0 sets no bound. Default 0.</summary>
    public long MemoryBytes { get; init; }

    /// <summary>Between two looks into an empty queue. Default 5 seconds.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Between two signs of life of a running job. Default 5 seconds.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a silent trainer's job stays its own. Default one minute; more than several heartbeats.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether to end when the queue is empty. Default no: a service waits.</summary>
    public bool UntilEmpty { get; init; }
}
