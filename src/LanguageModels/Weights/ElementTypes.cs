using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace LanguageModels.Weights;

/// <summary>Number formats of one element each, and what they are worth as float32.</summary>
internal static class ElementTypes
{
    /// <summary>Bytes of an element; null for a format that is not known.</summary>
    public static int? SizeOf(string type) => type switch
    {
        "F64" or "I64" or "U64" => 8,
        "F32" or "I32" or "U32" => 4,
        "F16" or "BF16" or "I16" or "U16" => 2,
        "I8" or "U8" or "BOOL" or "F8_E4M3" or "F8_E5M2" => 1,
        _ => null,
    };

    /// <summary>Whether <see cref="ToSingle"/> reads the format.</summary>
    public static bool IsReadable(string type) => type is "F32" or "F16" or "BF16";

    /// <summary>Converts little-endian elements.</summary>
    /// <param name="type"><c>F32</c>, <c>F16</c> or <c>BF16</c>.</param>
    /// <param name="source">[elements x size]</param>
    /// <param name="destination">[elements]</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other.</exception>
    public static void ToSingle(string type, ReadOnlySpan<byte> source, Span<float> destination)
    {
        CheckLengths(type, source.Length, destination.Length);
        switch (type)
        {
            case "F32":
                source.CopyTo(MemoryMarshal.AsBytes(destination));
                break;
            case "F16":
                TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(source), destination);
                break;
            default:
                WidenBrain(MemoryMarshal.Cast<byte, ushort>(source), MemoryMarshal.Cast<float, uint>(destination));
                break;
        }
    }

    /// <summary>Rounds float32 values to elements, little-endian: to the nearest, ties to even.</summary>
    /// <param name="type"><c>F32</c>, <c>F16</c> or <c>BF16</c>.</param>
    /// <param name="source">[elements]</param>
    /// <param name="destination">[elements x size]</param>
    public static void FromSingle(string type, ReadOnlySpan<float> source, Span<byte> destination)
    {
        CheckLengths(type, destination.Length, source.Length);
        switch (type)
        {
            case "F32":
                MemoryMarshal.AsBytes(source).CopyTo(destination);
                break;
            case "F16":
                TensorPrimitives.ConvertToHalf(source, MemoryMarshal.Cast<byte, Half>(destination));
                break;
            default:
                var brain = MemoryMarshal.Cast<byte, ushort>(destination);
                for (var i = 0; i < source.Length; i++)
                {
                    brain[i] = NarrowBrain(source[i]);
                }

                break;
        }
    }

    private static void CheckLengths(string type, int bytes, int elements)
    {
        if (!IsReadable(type))
        {
            throw new NotSupportedException($"Elements of type {type} are not converted; F32, F16 and BF16 are.");
        }

        if (bytes != (long)elements * SizeOf(type))
        {
            throw new ArgumentException($"{elements} elements of type {type} take {elements * (long)SizeOf(type)!} bytes, not {bytes}.");
        }
    }

    /// <summary>A bfloat16 is the upper half of a float32. Vectors of 16 or 32 bytes at a time, then one by one.</summary>
    private static void WidenBrain(ReadOnlySpan<ushort> source, Span<uint> destination)
    {
        var i = 0;
        for (; i <= source.Length - Vector<ushort>.Count; i += Vector<ushort>.Count)
        {
            Vector.Widen(new Vector<ushort>(source[i..]), out var low, out var high);
            (low << 16).CopyTo(destination[i..]);
            (high << 16).CopyTo(destination[(i + Vector<uint>.Count)..]);
        }

        for (; i < source.Length; i++)
        {
            destination[i] = (uint)source[i] << 16;
        }
    }

    /// <summary>To the nearest bfloat16, ties to even; what is no number stays none.</summary>
    private static ushort NarrowBrain(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        return float.IsNaN(value) ? (ushort)(bits >> 16 | 0x40) : (ushort)((bits + 0x7FFF + (bits >> 16 & 1)) >> 16);
    }
}
