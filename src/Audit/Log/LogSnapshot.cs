using Audit.Files;

namespace Audit.Log;

/// <summary>The end of the log at one moment, taken under the writer's role.</summary>
/// <param name="Head">The tree then.</param>
/// <param name="Unflushed">Files that may not be on disk yet, in the order in which they must be flushed.</param>
/// <param name="LastFlush">How long the writer's own last flush took.</param>
/// <param name="Failure">Why the last batch failed.</param>
internal sealed record LogSnapshot(LogHead Head, string[] Unflushed, TimeSpan? LastFlush, AuditUnavailableException? Failure);
