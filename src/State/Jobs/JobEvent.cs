namespace State.Jobs;

/// <summary>Something that happened to a job.</summary>
/// <param name="Id"><c>ftevent-</c> and its number.</param>
/// <param name="At">When, UTC, to the millisecond.</param>
/// <param name="Level">How grave it is.</param>
/// <param name="Message">For people.</param>
/// <param name="Data">A JSON object of figures; null for a mere message.</param>
public sealed record JobEvent(string Id, DateTimeOffset At, JobEventLevel Level, string Message, string? Data);
