namespace State.Jobs;

/// <summary>Why a job failed.</summary>
/// <param name="Code">A stable word for programs, such as <c>invalid_training_file</c>.</param>
/// <param name="Message">For people: what was expected, what was found, what to do.</param>
/// <param name="Parameter">The parameter at fault, such as <c>training_file</c>; null for none.</param>
public sealed record JobError(string Code, string Message, string? Parameter);
