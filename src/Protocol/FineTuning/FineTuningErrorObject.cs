namespace Protocol.FineTuning;

/// <summary>Why a job failed.</summary>
/// <param name="Code">A stable word for programs.</param>
/// <param name="Message">For people.</param>
/// <param name="Param">The parameter at fault; null for none.</param>
public sealed record FineTuningErrorObject(string Code, string Message, string? Param);
