namespace State.Jobs;

/// <summary>The right to work on a job, until it is over, taken away or not renewed in time. What another holder did meanwhile cannot be overwritten with it.</summary>
/// <param name="Job">As it was when it was taken up.</param>
/// <param name="Token">Told by nobody else; drawn anew each time a job is taken up.</param>
/// <param name="IsResumed">Whether a trainer worked on it before.</param>
public sealed record JobLease(Job Job, string Token, bool IsResumed);
