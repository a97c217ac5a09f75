namespace Trainer.Runs;

/// <summary>Who trains a domain.</summary>
/// <param name="Process">Id of the process.</param>
/// <param name="Run">Its run.</param>
/// <param name="Since">When it began.</param>
public sealed record LockOwner(int Process, string Run, DateTimeOffset Since);
