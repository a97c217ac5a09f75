namespace State.Jobs;

/// <summary>How far a running job is.</summary>
/// <param name="TrainedTokens">Tokens trained on so far.</param>
/// <param name="EstimatedFinish">When it should be done, UTC; null while nobody knows.</param>
public sealed record JobProgress(long TrainedTokens, DateTimeOffset? EstimatedFinish);
