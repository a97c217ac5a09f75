namespace Protocol.Chat;

/// <summary>Options of an event stream.</summary>
public sealed record StreamOptions : OpenObject
{
    /// <summary>True to get one more chunk before the end, with no choices and the usage of the whole request.</summary>
    public bool? IncludeUsage { get; init; }
}
