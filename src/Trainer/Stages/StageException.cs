namespace Trainer.Stages;

/// <summary>A stage cannot be run with what there is; the message says what is missing and what to do.</summary>
public sealed class StageException : Exception
{
    /// <summary>With the message for the operator.</summary>
    public StageException(string message)
        : base(message)
    {
    }
}
