using System.Buffers.Binary;

namespace LanguageModels.Weights;

/// <summary>The typed values of a GGUF header (specification, "gguf_metadata_value"), widened to long, double, bool and string.</summary>
internal static class GgufValues
{
    private const uint Bool = 7, String = 8, Array = 9;

    /// <summary>Reads one value of a type.</summary>
    public static object Read(GgufCursor cursor, uint type, string key) => type switch
    {
        String => cursor.String(GgufCursor.LongestString, $"the value of '{key}'"),
        Array => ReadArray(cursor, key),
        _ => Scalar(cursor, type, key),
    };

    private static object ReadArray(GgufCursor cursor, string key)
    {
        var type = cursor.UInt32($"the element type of '{key}'");
        if (type == String)
        {
            var texts = new string[cursor.Count(8, $"texts of '{key}'")];
            for (var i = 0; i < texts.Length; i++)
            {
                texts[i] = cursor.String(GgufCursor.LongestString, $"text {i} of '{key}'");
            }

            return texts;
        }

        return Numbers(cursor, type, key);
    }

    private static object Numbers(GgufCursor cursor, uint type, string key)
    {
        var values = new object[cursor.Count(Size(cursor, type, key), $"values of '{key}'")];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Scalar(cursor, type, key);
        }

        return values.FirstOrDefault() switch
        {
            double => values.Cast<double>().ToArray(),
            bool => values.Cast<bool>().Select(value => value ? 1L : 0L).ToArray(),
            _ => values.Cast<long>().ToArray(),
        };
    }

    private static int Size(GgufCursor cursor, uint type, string key) => type switch
    {
        0 or 1 or Bool => 1,
        2 or 3 => 2,
        4 or 5 or 6 => 4,
        10 or 11 or 12 => 8,
        Array => throw cursor.Fault($"'{key}' is a list of lists, which is not read"),
        _ => throw cursor.Fault($"'{key}' has the type {type}; expected 0 to 12"),
    };

    private static object Scalar(GgufCursor cursor, uint type, string key)
    {
        var bytes = cursor.Take(Size(cursor, type, key), $"the value of '{key}'");
        return type switch
        {
            0 => (object)(long)bytes[0],
            1 => (long)(sbyte)bytes[0],
            2 => (long)BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            3 => (long)BinaryPrimitives.ReadInt16LittleEndian(bytes),
            4 => (long)BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            5 => (long)BinaryPrimitives.ReadInt32LittleEndian(bytes),
            6 => (double)BinaryPrimitives.ReadSingleLittleEndian(bytes),
            Bool => bytes[0] != 0,
            10 => BinaryPrimitives.ReadUInt64LittleEndian(bytes) is var value && value <= long.MaxValue ? (long)value : throw cursor.Fault($"'{key}' is {value}, beyond any count"),
            11 => BinaryPrimitives.ReadInt64LittleEndian(bytes),
            _ => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        };
    }
}
