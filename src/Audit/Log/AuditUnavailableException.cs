namespace Audit.Log;

/// <summary>The log cannot record now, so nothing that needs a record may be answered.</summary>
public sealed class AuditUnavailableException : Exception
{
    /// <summary>Says what failed and what an operator can do.</summary>
    public AuditUnavailableException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
