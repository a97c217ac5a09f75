namespace Protocol.VectorStores;

/// <summary>When a vector store expires.</summary>
/// <param name="Days">Days after its last activity, 1 to 365.</param>
public sealed record ExpiresAfter(int Days)
{
    /// <summary>Always <c>last_active_at</c>.</summary>
    public string Anchor => "last_active_at";
}
