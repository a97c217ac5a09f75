using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace State.Keys;

/// <summary>How the text of a token looks: ours, and what an operator may choose.</summary>
public static class TokenText
{
    /// <summary>The beginning of every token made here; lets secret scanners find leaked ones.</summary>
    public const string Prefix = "sk-gw-";

    /// <summary>The fewest characters an operator's own token may have.</summary>
    public const int MinimumLength = 16;

    /// <summary>The most characters a token may have; a longer one is not looked at.</summary>
    public const int MaximumLength = 512;

    private const int SecretBytes = 32;

    private static readonly SearchValues<char> Printable =
        SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1).Select(code => (char)code)]);

    /// <summary>
    /// A new token: the prefix and 32 bytes from the system's cryptographic generator as 43 characters of
    /// base64url (RFC 4648, section 5, without padding).
    /// </summary>
    internal static string Generate()
    {
        Span<byte> secret = stackalloc byte[SecretBytes];
        RandomNumberGenerator.Fill(secret);
        string token = Prefix + Base64Url.EncodeToString(secret);
        CryptographicOperations.ZeroMemory(secret);
        return token;
    }

    /// <summary>
    /// Whether an operator's own token can be used: 16 to 512 printable ASCII characters without blanks, which is
    /// what an Authorization header carries unchanged. Says nothing about how guessable it is.
    /// </summary>
    public static bool IsAcceptable(ReadOnlySpan<char> token) =>
        token.Length is >= MinimumLength and <= MaximumLength && IsPrintable(token);

    /// <summary>Whether every character is printable ASCII other than the blank.</summary>
    internal static bool IsPrintable(ReadOnlySpan<char> token) => !token.ContainsAnyExcept(Printable);

    /// <summary>
    /// What may be shown of a token: four characters of each end, two for tokens under 32 characters, so that at
    /// least three quarters of a token stay unknown.
    /// </summary>
    public static string Hint(ReadOnlySpan<char> token)
    {
        int shown = token.Length >= 32 ? 4 : 2;
        return token.Length < MinimumLength ? "…" : $"{token[..shown]}…{token[^shown..]}";
    }
}
