namespace State.Jobs;

/// <summary>A training job as the installation remembers it.</summary>
/// <param name="Id"><c>ftjob-</c> and 24 lower-case hexadecimal digits.</param>
/// <param name="Draft">What was ordered.</param>
/// <param name="Status">How it stands.</param>
/// <param name="CreatedAt">When it was ordered, UTC, to the millisecond.</param>
public sealed record Job(string Id, JobDraft Draft, JobStatus Status, DateTimeOffset CreatedAt)
{
    /// <summary>When it ended; null while it has not.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>How far it is; null before it began.</summary>
    public JobProgress? Progress { get; init; }

    /// <summary>How often a trainer took it up.</summary>
    public int Attempts { get; init; }

    /// <summary>The model that came out, <c>expert/&lt;name&gt;@&lt;version&gt;</c>; null before.</summary>
    public string? Model { get; init; }

    /// <summary>Id of the file with the report; null before.</summary>
    public string? ResultFile { get; init; }

    /// <summary>Why it failed; null unless it did.</summary>
    public JobError? Error { get; init; }

    /// <summary>Whether nothing will happen to it any more.</summary>
    public bool IsOver => Status is JobStatus.Succeeded or JobStatus.Failed or JobStatus.Cancelled;
}
