namespace Audit.Records;

/// <summary>Token counts of one exchange.</summary>
public sealed record RecordedTokens
{
    /// <summary>Tokens of the prompt.</summary>
    public long? Prompt { get; init; }

    /// <summary>Tokens of the answer.</summary>
    public long? Completion { get; init; }

    /// <summary>Their sum as reported.</summary>
    public long? Total { get; init; }

    /// <summary>Who counted.</summary>
    public required TokenSource Source { get; init; }
}
