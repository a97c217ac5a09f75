namespace Retrieval.Ingestion;

/// <summary>What a domain may be called: its name stands in ids, addresses and settings.</summary>
internal static class DomainNames
{
    /// <exception cref="ArgumentException">The name is not allowed.</exception>
    public static void Check(string domain)
    {
        var allowed = domain is { Length: > 0 and <= 64 }
            && domain.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_');
        if (!allowed)
        {
            throw new ArgumentException($"expected a domain name of 1 to 64 characters from a-z, 0-9, - and _, found '{domain}'.", nameof(domain));
        }
    }
}
