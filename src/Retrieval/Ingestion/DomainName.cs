namespace Retrieval.Ingestion;

/// <summary>What domains may be called: they stand in addresses, model names and paths.</summary>
public static class DomainName
{
    /// <summary>Longest name, characters.</summary>
    public const int MaxLength = 64;

    /// <summary>1 to 64 of <c>a-z 0-9 - _</c>.</summary>
    public static bool IsAllowed(string name) => name is { Length: > 0 and <= MaxLength }
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_');

    /// <exception cref="ArgumentException">The name is not allowed.</exception>
    internal static void Check(string domain)
    {
        if (!IsAllowed(domain))
        {
            throw new ArgumentException($"expected a domain name of 1 to {MaxLength} characters from a-z, 0-9, - and _, found '{domain}'.", nameof(domain));
        }
    }
}
