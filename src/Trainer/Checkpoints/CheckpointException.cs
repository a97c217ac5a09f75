namespace Trainer.Checkpoints;

/// <summary>A checkpoint could not be written or read; the message says which, why, and what is left.</summary>
public sealed class CheckpointException : IOException
{
    /// <summary>With the message for the operator.</summary>
    public CheckpointException(string message)
        : base(message)
    {
    }

    /// <summary>With the message for the operator and what caused it.</summary>
    public CheckpointException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
