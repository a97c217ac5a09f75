namespace Audit.Log;

/// <summary>When an append counts as done.</summary>
public enum AuditDurability
{
    /// <summary>When the disk says that it has it (group commit): survives a loss of power.</summary>
    Power,

    /// <summary>When the operating system has it: survives the death of the process. Flushed to disk every <see cref="AuditLogOptions.FlushInterval"/>.</summary>
    Process,
}
