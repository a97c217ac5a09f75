using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace State.Keys;

/// <summary>
/// SHA-256 of a token, the only form in which one is kept. Compared in constant time; a value, so that looking a
/// token up allocates nothing.
/// </summary>
[InlineArray(SHA256.HashSizeInBytes)]
internal struct TokenHash : IEquatable<TokenHash>
{
    private byte _first;

    /// <summary>Hashes a token; false when the text cannot be one (empty, too long, or not printable ASCII).</summary>
    public static bool TryCompute(ReadOnlySpan<char> token, out TokenHash hash)
    {
        hash = default;
        if (token.IsEmpty || token.Length > TokenText.MaximumLength || !TokenText.IsPrintable(token))
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[token.Length];
        Encoding.ASCII.GetBytes(token, bytes);
        SHA256.HashData(bytes, hash);
        CryptographicOperations.ZeroMemory(bytes);
        return true;
    }

    /// <summary>Reads a stored hash; false when it does not have 32 bytes.</summary>
    public static bool TryRead(ReadOnlySpan<byte> stored, out TokenHash hash)
    {
        hash = default;
        return stored.Length == SHA256.HashSizeInBytes && stored.TryCopyTo(hash);
    }

    public readonly byte[] ToBytes() => ((ReadOnlySpan<byte>)this).ToArray();

    public readonly bool Equals(TokenHash other) => CryptographicOperations.FixedTimeEquals(this, other);

    public override readonly bool Equals(object? obj) => obj is TokenHash other && Equals(other);

    public override readonly int GetHashCode() => MemoryMarshal.Read<int>(this);

    public override readonly string ToString() => "***";
}
