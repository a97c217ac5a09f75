using System.Collections.Frozen;

namespace State.Keys;

/// <summary>All keys as one commit left them. Immutable, so it is read without a lock.</summary>
/// <param name="Stamp">Which commit.</param>
/// <param name="Keys">The keys by the hash of their token.</param>
internal sealed record KeySnapshot(StoreStamp Stamp, FrozenDictionary<TokenHash, ApiKey> Keys)
{
    /// <summary>Before anything was read: nobody is known, and no commit matches.</summary>
    public static KeySnapshot None { get; } =
        new(StoreStamp.Never, FrozenDictionary<TokenHash, ApiKey>.Empty);
}
