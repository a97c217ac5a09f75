namespace Protocol.VectorStores;

/// <summary>How a file was cut: <c>static</c> with sizes, or <c>other</c> where the gateway's own rules were used.</summary>
/// <param name="Type"><c>static</c> or <c>other</c>.</param>
/// <param name="Static">The sizes; left out for <c>other</c>.</param>
public sealed record ChunkingStrategy(string Type, StaticChunking? Static)
{
    /// <summary>The gateway's own rules.</summary>
    public static ChunkingStrategy Other { get; } = new("other", null);
}
