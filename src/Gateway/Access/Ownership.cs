using State.Files;
using State.Keys;

namespace Gateway.Access;

/// <summary>
/// Whose files and vector stores a caller may change: its own, and as an administrator all of its tenant. Not those of other keys: a file may hold what
/// only some keys are allowed to find in a vector store.
/// </summary>
internal static class Ownership
{
    /// <summary>Whether a caller may see and change what this owner made.</summary>
    public static bool Owns(this Caller caller, FileOwner owner) =>
        owner.Tenant == caller.Key.Tenant && (owner.KeyId == caller.Key.Id || caller.Key.Role == Role.Admin);

    /// <summary>The caller as an owner.</summary>
    public static FileOwner ToOwner(this Caller caller) => new(caller.Key.Id, caller.Key.Tenant);

    /// <summary>The file with an id that the caller may see; null when there is none.</summary>
    public static StoredFile? FindFor(this FileStore files, Caller caller, string id) =>
        files.Find(id) is { } file && caller.Owns(file.Owner) ? file : null;
}
