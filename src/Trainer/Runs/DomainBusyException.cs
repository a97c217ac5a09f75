namespace Trainer.Runs;

/// <summary>Another trainer works on the domain.</summary>
public sealed class DomainBusyException : Exception
{
    internal DomainBusyException(string domain, LockOwner? owner)
        : base($"The domain '{domain}' is being trained by {Describe(owner)}. Wait for it (--wait), or stop it first: two trainers would overwrite each other's expert.") => Owner = owner;

    /// <summary>Who it is; null when it did not say.</summary>
    public LockOwner? Owner { get; }

    private static string Describe(LockOwner? owner) =>
        owner is null ? "another process" : FormattableString.Invariant($"process {owner.Process} (run {owner.Run}, since {owner.Since.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z)");
}
