using State.Jobs;

namespace Trainer.Jobs;

/// <summary>Does the training of a job, or goes on with it.</summary>
/// <param name="Validate">Checks the job's files before it waits for its turn; throws a <see cref="JobException"/> for a flaw.</param>
/// <param name="Train">Trains, tells how far it is, and gives what came of it. Stops when it is cancelled, keeping what was done.</param>
internal sealed record JobRun(Func<Job, CancellationToken, Task> Validate, Func<Job, IProgress<JobSigns>, CancellationToken, Task<JobResult>> Train);
