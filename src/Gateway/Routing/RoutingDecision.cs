using System.Collections.Immutable;
using System.Globalization;
using Retrieval.Domains;

namespace Gateway.Routing;

/// <summary>What was decided for one prompt and why; enough to explain it later without the prompt.</summary>
internal sealed record RoutingDecision
{
    /// <summary>Version of the rules in <see cref="Router"/>; changes whenever the same inputs could decide otherwise.</summary>
    public const string CurrentRules = "rules-1";

    /// <summary>What the prompt gets.</summary>
    public required Arm Arm { get; init; }

    /// <summary>The domain whose documents are asked; null when none is.</summary>
    public string? Domain { get; init; }

    /// <summary>Every domain that was looked at, the likeliest first.</summary>
    public ImmutableArray<DomainScore> Scores { get; init; } = [];

    /// <summary>The threshold that the best score was compared with; null when the client named the model or domain.</summary>
    public double? Threshold { get; init; }

    /// <summary>The public id of the model that is to answer; null when there is none.</summary>
    public string? Model { get; init; }

    /// <summary>The decision in words and numbers.</summary>
    public required string Reason { get; init; }

    /// <summary>Versions of the rules and of the lexical model that scored.</summary>
    public string Version { get; init; } = CurrentRules;

    /// <summary>One line for the response header; a decision for the documents says how many sources there were.</summary>
    public string ToHeader(int sources)
    {
        var domain = Domain is null ? "" : $"; domain={Domain}";
        var score = Scores is [var best, ..] ? string.Create(CultureInfo.InvariantCulture, $"; score={best.Probability:0.000}") : "";
        return Arm.Name() + domain + score + (Arm == Arm.Retrieve ? string.Create(CultureInfo.InvariantCulture, $"; sources={sources}") : "");
    }
}
