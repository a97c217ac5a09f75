namespace Audit.Records;

/// <summary>What the router decided and why, as it stood when the request was admitted.</summary>
public sealed record RecordedDecision
{
    /// <summary>What was added to the prompt: none, retrieve, and so on.</summary>
    public required string Arm { get; init; }

    /// <summary>The domain chosen; null when none was.</summary>
    public string? Domain { get; init; }

    /// <summary>The scores compared, in the order in which the router gave them.</summary>
    public IReadOnlyList<RecordedScore>? Scores { get; init; }

    /// <summary>The score from which a domain is chosen.</summary>
    public double? Threshold { get; init; }

    /// <summary>The reason in words.</summary>
    public string? Reason { get; init; }

    /// <summary>Version of the router that decided.</summary>
    public string? RouterVersion { get; init; }
}
