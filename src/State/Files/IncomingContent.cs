namespace State.Files;

/// <summary>Bytes that were received and have no lasting place yet.</summary>
/// <param name="Path">Where they are.</param>
/// <param name="Size">How many; one more than the limit, or a little more, when there were too many.</param>
/// <param name="Sha256">Their hash.</param>
internal sealed record IncomingContent(string Path, long Size, string Sha256);
