using System.Globalization;
using Retrieval.Domains;

namespace Gateway.Routing;

/// <summary>Decides what a prompt needs. Pure and deterministic: no clock, no chance, no input but the request.</summary>
internal static class Router
{
    /// <summary>The decision for a prompt to <c>auto</c> or <c>auto/&lt;domain&gt;</c>.</summary>
    public static RoutingDecision Decide(RoutingRequest request)
    {
        var scores = request.Scores.Sort(static (a, b) => Compare(b, a));
        var decision = request.NamedDomain is { } named
            ? Named(named)
            : scores is [var best, ..] && best.Probability >= request.Threshold ? Inside(best, request) : Outside(scores is [var near, ..] ? near : null, request);
        return decision with
        {
            Scores = scores,
            Model = request.GeneralModel,
            Version = $"{RoutingDecision.CurrentRules}+{request.ScorerVersion}",
        };
    }

    /// <summary>The decision for a prompt to a model that the client named itself.</summary>
    public static RoutingDecision PassThrough(string model) => new()
    {
        Arm = Arm.None,
        Model = model,
        Reason = "The client named the model: the request is passed through unchanged.",
    };

    /// <summary>The decision while the documents cannot be read: the general model alone, or nobody.</summary>
    public static RoutingDecision WithoutDocuments(string? generalModel) => new()
    {
        Arm = generalModel is null ? Arm.Abstain : Arm.None,
        Model = generalModel,
        Reason = "The documents cannot be read at the moment, so no domain was scored.",
    };

    private static int Compare(DomainScore a, DomainScore b)
    {
        var byProbability = a.Probability.CompareTo(b.Probability);
        return byProbability != 0 ? byProbability : string.CompareOrdinal(b.Domain, a.Domain);
    }

    private static RoutingDecision Named(string domain) => new()
    {
        Arm = Arm.Retrieve,
        Domain = domain,
        Reason = $"The client named the domain '{domain}'.",
    };

    private static RoutingDecision Inside(DomainScore best, RoutingRequest request) => new()
    {
        Arm = Arm.Retrieve,
        Domain = best.Domain,
        Threshold = request.Threshold,
        Reason = string.Create(CultureInfo.InvariantCulture,
            $"The question belongs to the domain '{best.Domain}' with probability {best.Probability:0.000} (threshold {request.Threshold:0.000}){Words(best)}."),
    };

    private static RoutingDecision Outside(DomainScore? near, RoutingRequest request)
    {
        var seen = near is null
            ? "No domain is open to the caller"
            : string.Create(CultureInfo.InvariantCulture,
                $"The nearest domain '{near.Domain}' has probability {near.Probability:0.000}, below the threshold {request.Threshold:0.000}");
        return new RoutingDecision
        {
            Arm = request.GeneralModel is null ? Arm.Abstain : Arm.None,
            Threshold = request.Threshold,
            Reason = request.GeneralModel is null
                ? $"{seen}, and no general model is configured."
                : $"{seen}: the general model answers alone.",
        };
    }

    private static string Words(DomainScore score) => score.TopTerms.Count == 0
        ? ""
        : ", mostly for the words " + string.Join(", ", score.TopTerms.Take(5).Select(term => $"'{term.Term}'"));
}
