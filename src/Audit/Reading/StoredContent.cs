namespace Audit.Reading;

/// <summary>Content found beside the log.</summary>
/// <param name="Bytes">The bytes kept.</param>
/// <param name="MatchesHash">Whether they hash to what the entry says.</param>
public sealed record StoredContent(ReadOnlyMemory<byte> Bytes, bool MatchesHash);
