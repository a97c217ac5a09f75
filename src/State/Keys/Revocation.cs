namespace State.Keys;

/// <summary>What became of revoking a key.</summary>
public enum Revocation
{
    /// <summary>It was valid until now.</summary>
    Revoked,

    /// <summary>It had been revoked before; the first time stands.</summary>
    AlreadyRevoked,

    /// <summary>No key has this id or hint.</summary>
    NotFound,

    /// <summary>More than one key has this hint; nothing was revoked.</summary>
    Ambiguous,
}
