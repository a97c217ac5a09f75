using Audit.Log;

namespace Gateway.Recording;

/// <summary>Settings of the audit log, under <c>Audit</c>.</summary>
internal sealed record RecordingOptions
{
    /// <summary>
    /// When a record counts as written. <c>Power</c> (default): when the disk has it, so that it survives a loss of power.
    /// <c>Process</c>: when the operating system has it, with a flush to disk at least every 50 ms; cheaper, and it
    /// survives the death of the gateway, but not of the machine.
    /// </summary>
    public AuditDurability Durability { get; init; } = AuditDurability.Power;

    /// <summary>Whether prompts and answers are kept beside the log (their hashes always are). Default true.</summary>
    public bool StoreContent { get; init; } = true;

    /// <summary>Most bytes of each prompt and answer that are kept; hashes cover all bytes. 0 to 64 MiB, default 1 MiB.</summary>
    public int MaxContentBytes { get; init; } = 1024 * 1024;

    /// <summary>Name of this log, unique among the installations whose logs are ever compared. Default: the machine's name.</summary>
    public string? Origin { get; init; }

    /// <summary>Adds what is wrong with these settings.</summary>
    public void Check(List<string> mistakes)
    {
        if (MaxContentBytes is < 0 or > AuditLogOptions.LargestContentBytes)
            mistakes.Add($"Audit:MaxContentBytes is {MaxContentBytes}; expected 0 to {AuditLogOptions.LargestContentBytes}.");
    }
}
