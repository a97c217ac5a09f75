using Audit.Records;

namespace Audit.Files;

/// <summary>Which content frames an entry refers to, in the order in which they were written.</summary>
internal static class StoredContents
{
    public static IEnumerable<(AuditId Id, ContentKind Kind, ContentDigest Digest)> Of(AuditEntry entry)
    {
        if (entry.Opened is { } opened)
        {
            if (opened.Prompt is { Stored: not null } prompt)
                yield return (opened.Id, ContentKind.Prompt, prompt);
            if (opened.AssembledPrompt is { Stored: not null } assembled)
                yield return (opened.Id, ContentKind.AssembledPrompt, assembled);
        }

        if (entry.Closed is { Answer: { Stored: not null } answer } closed)
            yield return (closed.Id, ContentKind.Answer, answer);
    }

    /// <summary>Whether stored bytes are those that the entry describes.</summary>
    public static bool Matches(ContentDigest digest, ReadOnlySpan<byte> bytes)
        => bytes.Length == digest.Stored && Merkle.Sha256Digest.Of(bytes) == (digest.StoredSha256 ?? digest.Sha256);
}
