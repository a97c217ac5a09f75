using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Experts.Memory;

/// <summary>A vector as bytes: each number is the scale times -127 to 127. Immutable.</summary>
/// <param name="Scale">Not negative.</param>
/// <param name="Numbers">As many as the vector has dimensions.</param>
internal readonly record struct ByteVector(float Scale, sbyte[] Numbers)
{
    private const int Greatest = 127;

    public static ByteVector Of(ReadOnlySpan<float> vector)
    {
        var scale = vector.IsEmpty ? 0 : TensorPrimitives.MaxMagnitude(vector);
        scale = MathF.Abs(scale) / Greatest;
        var numbers = new sbyte[vector.Length];
        for (var i = 0; i < numbers.Length && scale > 0 && float.IsFinite(scale); i++)
        {
            numbers[i] = (sbyte)MathF.Round(vector[i] / scale);
        }

        return new ByteVector(float.IsFinite(scale) ? scale : 0, numbers);
    }

    /// <summary>Dot product of two vectors of the same length; the sum of products is exact.</summary>
    public float Dot(ByteVector other)
    {
        var left = MemoryMarshal.Cast<sbyte, Vector<sbyte>>(Numbers);
        var right = MemoryMarshal.Cast<sbyte, Vector<sbyte>>(other.Numbers);
        var sums = Vector<int>.Zero;
        for (var i = 0; i < left.Length; i++)
        {
            // 127² fits 16 bits once, not twice: the products are widened before they are added.
            Vector.Widen(left[i], out var low, out var high);
            Vector.Widen(right[i], out var otherLow, out var otherHigh);
            Vector.Widen(low * otherLow, out var a, out var b);
            Vector.Widen(high * otherHigh, out var c, out var d);
            sums += a + b + c + d;
        }

        var sum = Vector.Sum(sums);
        for (var i = left.Length * Vector<sbyte>.Count; i < Numbers.Length; i++)
        {
            sum += Numbers[i] * other.Numbers[i];
        }

        return sum * Scale * other.Scale;
    }
}
