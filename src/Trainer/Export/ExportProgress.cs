namespace Trainer.Export;

/// <summary>How far an export is.</summary>
/// <param name="Stage">What is done, such as <c>weights</c>.</param>
/// <param name="Share">Of this stage, 0 to 1.</param>
internal readonly record struct ExportProgress(string Stage, double Share);
