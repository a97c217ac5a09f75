namespace State.Jobs;

/// <summary>A state that a job can be resumed from.</summary>
/// <param name="Id"><c>ftckpt-</c> and its number.</param>
/// <param name="At">When it was written, UTC, to the millisecond.</param>
/// <param name="Step">Steps done.</param>
/// <param name="Loss">Smoothed training loss, nats a token.</param>
public sealed record JobCheckpoint(string Id, DateTimeOffset At, long Step, double Loss);
