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
    public static void ToSingle(string type, ReadOnlySpan<byte> source, Span<float> destination)
    {
        switch (type)
        {
            case "F32":
                source.CopyTo(MemoryMarshal.AsBytes(destination));
                break;
            case "F16":
                TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(source), destination);
                break;
            case "BF16":
                WidenBrain(MemoryMarshal.Cast<byte, ushort>(source), MemoryMarshal.Cast<float, uint>(destination));
                break;
            default:
                throw new NotSupportedException($"Elements of type {type} are not read; F32, F16 and BF16 are.");
        }
    }

    /// <summary>A bfloat16 is the upper half of a float32.</summary>
    private static void WidenBrain(ReadOnlySpan<ushort> source, Span<uint> destination)
    {
        for (var i = 0; i < source.Length; i++)
        {
            destination[i] = (uint)source[i] << 16;
        }
    }
}
