using State.Jobs;

namespace Trainer.Jobs;

/// <summary>A job cannot be done; the error says why, to the client who ordered it.</summary>
internal sealed class JobException(JobError error) : Exception(error.Message)
{
    /// <summary>What the client is told.</summary>
    public JobError Error { get; } = error;
}
