namespace State.Keys;

/// <summary>
/// A key as the installation remembers it. The token itself is nowhere in it: who holds an <see cref="ApiKey"/>
/// can list, log and print it.
/// </summary>
/// <param name="Id"><c>key_</c> and 16 lower-case hexadecimal digits; the name used in records and commands.</param>
/// <param name="Name">What people call it, 1 to 100 characters; not unique.</param>
/// <param name="Role">What the holder may do.</param>
/// <param name="Models">Models the holder may ask for: <c>*</c> for all, an id, or a prefix such as
/// <c>auto/*</c>. Empty means none.</param>
/// <param name="Domains">Domains whose documents may be used for the holder, written the same way.</param>
/// <param name="Tenant">The organisation the holder belongs to; null means the installation's own.</param>
/// <param name="CreatedAt">When the key was made, UTC, to the millisecond.</param>
/// <param name="RevokedAt">When it was revoked, UTC; null while it is valid. A revoked key never becomes valid
/// again.</param>
public sealed record ApiKey(
    string Id,
    string Name,
    Role Role,
    IReadOnlyList<string> Models,
    IReadOnlyList<string> Domains,
    string? Tenant,
    DateTimeOffset CreatedAt,
    DateTimeOffset? RevokedAt)
{
    /// <summary>A few characters of both ends of the token, for a person who holds it; see
    /// <see cref="TokenText.Hint"/>.</summary>
    public string Hint { get; init; } = "";

    /// <summary>
    /// Access labels of the holder: documents that carry labels are found by those who hold one of them. <c>*</c> holds every
    /// label; empty finds only documents without labels.
    /// </summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Whether the holder has every label there is.</summary>
    public bool HoldsAllLabels => Labels.Contains("*");

    /// <summary>Whether the holder may see what carries these labels; all may see what carries none.</summary>
    public bool MaySee(IReadOnlyCollection<string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return labels.Count == 0 || HoldsAllLabels || labels.Any(label => Labels.Contains(label, StringComparer.Ordinal));
    }

    /// <summary>Whether the holder may ask for this model; ids are compared exactly.</summary>
    public bool MayUseModel(string model) => Allows(Models, model);

    /// <summary>Whether this domain's documents may be used for the holder.</summary>
    public bool MayUseDomain(string domain) => Allows(Domains, domain);

    private static bool Allows(IReadOnlyList<string> allowed, string asked)
    {
        for (int i = 0; i < allowed.Count; i++)
        {
            if (Matches(allowed[i], asked))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Matches(string pattern, string asked) =>
        pattern.EndsWith('*')
            ? asked.AsSpan().StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal)
            : string.Equals(pattern, asked, StringComparison.Ordinal);
}
