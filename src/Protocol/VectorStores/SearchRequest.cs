using System.Text.Json;

namespace Protocol.VectorStores;

/// <summary>What a client searches for.</summary>
/// <param name="Queries">One text, or several.</param>
public sealed record SearchRequest(IReadOnlyList<string> Queries)
{
    /// <summary>1 to 50.</summary>
    public int MaxResults { get; init; } = 10;

    /// <summary>A condition on attributes, checked by whoever understands it; null for none.</summary>
    public JsonElement? Filters { get; init; }

    /// <summary><c>none</c>, <c>auto</c> or <c>default-2024-11-15</c>.</summary>
    public string Ranker { get; init; } = "auto";

    /// <summary>Results below it are left out, 0 to 1.</summary>
    public double ScoreThreshold { get; init; }

    /// <summary>Whether the text may be made fit for searching.</summary>
    public bool RewriteQuery { get; init; }
}
