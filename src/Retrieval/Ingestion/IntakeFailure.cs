namespace Retrieval.Ingestion;

/// <summary>Why a file became no document.</summary>
/// <param name="IsUnsupported">The format cannot be read at all; otherwise this file of it cannot.</param>
/// <param name="Reason">What was expected, what was found, what to do.</param>
public sealed record IntakeFailure(bool IsUnsupported, string Reason);
