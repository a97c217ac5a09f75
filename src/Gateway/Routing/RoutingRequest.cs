using System.Collections.Immutable;
using Retrieval.Domains;

namespace Gateway.Routing;

/// <summary>Everything a decision depends on; the same values give the same decision.</summary>
internal sealed record RoutingRequest
{
    /// <summary>Scores of the domains that the caller may use.</summary>
    public required ImmutableArray<DomainScore> Scores { get; init; }

    /// <summary>The domain that the client named by <c>auto/&lt;domain&gt;</c>; null for <c>auto</c>.</summary>
    public string? NamedDomain { get; init; }

    /// <summary>The general model behind <c>auto</c>; null when no upstream is configured.</summary>
    public string? GeneralModel { get; init; }

    /// <summary>Probability from which a question counts as one for a domain.</summary>
    public required double Threshold { get; init; }

    /// <summary>Version of the lexical model that scored.</summary>
    public required string ScorerVersion { get; init; }
}
