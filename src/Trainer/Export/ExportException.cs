namespace Trainer.Export;

/// <summary>An expert cannot be exported as ordered; the message says why and what to do.</summary>
internal sealed class ExportException : Exception
{
    /// <summary>With the message for the operator.</summary>
    public ExportException(string message)
        : base(message)
    {
    }
}
