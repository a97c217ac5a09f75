using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Retrieval.Vectors;

/// <summary>
/// Inner products of one coded vector with many that lie one after another. Bound by memory: 384 codes take about ten nanoseconds a vector
/// with AVX-512.
/// </summary>
internal static class CodeScan
{
    /// <summary>Codes of a vector fill whole blocks of this many bytes; the rest is zero.</summary>
    public const int Block = 32;

    /// <summary>Bytes from one vector to the next.</summary>
    public static int Stride(int dimensions) => (dimensions + Block - 1) / Block * Block;

    /// <summary>Codes widened once for a whole scan.</summary>
    public static short[] Widen(ReadOnlySpan<sbyte> codes)
    {
        var wide = new short[Stride(codes.Length)];
        for (var at = 0; at < codes.Length; at++)
        {
            wide[at] = codes[at];
        }

        return wide;
    }

    /// <summary>Writes one product a vector.</summary>
    /// <param name="query">From <see cref="Widen"/>.</param>
    /// <param name="codes">As many vectors as <paramref name="products"/> has places, each of the query's length.</param>
    /// <param name="products">Fit 32 bits up to 130,000 dimensions.</param>
    public static void Products(ReadOnlySpan<short> query, ReadOnlySpan<sbyte> codes, Span<int> products)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(codes.Length, query.Length * products.Length);
        ref var q = ref MemoryMarshal.GetReference(query);
        ref var c = ref MemoryMarshal.GetReference(codes);
        for (var at = 0; at < products.Length; at++)
        {
            ref var vector = ref Unsafe.Add(ref c, (nint)at * query.Length);
            products[at] = Avx512BW.IsSupported ? Product512(ref q, ref vector, query.Length)
                : Avx2.IsSupported ? Product256(ref q, ref vector, query.Length)
                : Product128(ref q, ref vector, query.Length);
        }
    }

    private static int Product512(ref short query, ref sbyte codes, int length)
    {
        var (even, odd) = (Vector512<int>.Zero, Vector512<int>.Zero);
        nint at = 0;
        for (; at + (2 * Block) <= length; at += 2 * Block)
        {
            even += Avx512BW.MultiplyAddAdjacent(Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref codes, (nuint)at)), Vector512.LoadUnsafe(ref query, (nuint)at));
            odd += Avx512BW.MultiplyAddAdjacent(Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref codes, (nuint)(at + Block))), Vector512.LoadUnsafe(ref query, (nuint)(at + Block)));
        }

        if (at < length)
        {
            even += Avx512BW.MultiplyAddAdjacent(Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref codes, (nuint)at)), Vector512.LoadUnsafe(ref query, (nuint)at));
        }

        return Vector512.Sum(even + odd);
    }

    private static int Product256(ref short query, ref sbyte codes, int length)
    {
        var (even, odd) = (Vector256<int>.Zero, Vector256<int>.Zero);
        for (nint at = 0; at < length; at += Block)
        {
            even += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref codes, (nuint)at)), Vector256.LoadUnsafe(ref query, (nuint)at));
            odd += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref codes, (nuint)(at + 16))), Vector256.LoadUnsafe(ref query, (nuint)(at + 16)));
        }

        return Vector256.Sum(even + odd);
    }

    /// <summary>For processors of other makers, and to check the others by.</summary>
    internal static int Product128(ref short query, ref sbyte codes, int length)
    {
        var sum = Vector128<int>.Zero;
        for (nint at = 0; at < length; at += 16)
        {
            var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref codes, (nuint)at));
            var (a, b) = Vector128.Widen(low * Vector128.LoadUnsafe(ref query, (nuint)at));
            var (c, d) = Vector128.Widen(high * Vector128.LoadUnsafe(ref query, (nuint)(at + 8)));
            sum += a + b + c + d;
        }

        return Vector128.Sum(sum);
    }
}
