namespace State.Keys;

/// <summary>What became of looking a token up.</summary>
public enum KeyOutcome
{
    /// <summary>No such key (HTTP 401); also the answer to every unknown token while the store is down.</summary>
    Unknown,

    /// <summary>The key is valid at this moment.</summary>
    Found,

    /// <summary>The key was valid once (HTTP 401).</summary>
    Revoked,

    /// <summary>The key was valid when the store was last readable; now nobody can tell (HTTP 503).</summary>
    StoreUnavailable,
}
