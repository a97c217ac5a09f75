namespace Audit.Files;

/// <summary>A line of <c>heads.log</c> as found.</summary>
/// <param name="Offset">Where it begins.</param>
/// <param name="Head">What it says; null when it is no head.</param>
/// <param name="IsWhole">Whether it has its end; the last line of a writer that died may not.</param>
internal readonly record struct FoundHeadLine(long Offset, HeadLine? Head, bool IsWhole);
