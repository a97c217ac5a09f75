namespace Trainer.Runs;

/// <summary>A run cannot go on; the message says why and what to do.</summary>
public sealed class RunException : Exception
{
    /// <summary>With the message for the operator.</summary>
    public RunException(string message)
        : base(message)
    {
    }

    /// <summary>With the message for the operator and what caused it.</summary>
    public RunException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
