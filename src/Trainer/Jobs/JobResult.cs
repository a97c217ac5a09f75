namespace Trainer.Jobs;

/// <summary>What came of a job.</summary>
/// <param name="Model">The model, <c>expert/&lt;name&gt;@&lt;version&gt;</c>.</param>
/// <param name="ResultFile">Id of the file with its report; null for none.</param>
/// <param name="TrainedTokens">Tokens it was trained on.</param>
internal sealed record JobResult(string Model, string? ResultFile, long TrainedTokens);
