using System.Globalization;
using Audit.Merkle;

namespace Audit.Verification;

/// <summary>
/// A tree head that somebody noted outside the log: how many entries there were, and the root over them. Only such a head
/// shows that a log was replaced as a whole, by an older copy or by a forged one.
/// </summary>
/// <param name="Size">Entries that the head covers.</param>
/// <param name="Root">Merkle tree hash over them (RFC 9162 section 2.1.1).</param>
public readonly record struct NotedHead(long Size, Sha256Digest Root)
{
    /// <summary>Reads <c>&lt;size&gt;:&lt;root&gt;</c>, the root in hexadecimal; false when it is not that.</summary>
    public static bool TryParse(string text, out NotedHead head)
    {
        head = default;
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !long.TryParse(text.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out long size)
            || !Sha256Digest.TryParse(text.AsSpan(colon + 1), out Sha256Digest root))
            return false;
        head = new NotedHead(size, root);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Size}:{Root}");
}
