using System.Buffers.Binary;

namespace LanguageModels.Weights;

/// <summary>The typed values of a GGUF header (specification, "gguf_metadata_value"), widened to long, double, bool and string.</summary>
internal static class GgufValues
{
    /// <summary>Most elements of a list; vocabularies and their merges stay below a million.</summary>
    public const int MostValues = 1 << 22;

    private const uint Float32 = 6, Bool = 7, String = 8, Array = 9, Float64 = 12;

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
            var texts = new string[cursor.Count(8, MostValues, $"texts of '{key}'")];
            for (var i = 0; i < texts.Length; i++)
            {
                texts[i] = cursor.String(GgufCursor.LongestString, $"text {i} of '{key}'");
            }

            return texts;
        }

        return type is Float32 or Float64
            ? Elements<double>(cursor, type, key)
            : Elements<long>(cursor, type, key);
    }

    /// <summary>Truth values count as 0 and 1.</summary>
    private static T[] Elements<T>(GgufCursor cursor, uint type, string key)
        where T : struct
    {
        var values = new T[cursor.Count(Size(cursor, type, key), MostValues, $"values of '{key}'")];
        for (var i = 0; i < values.Length; i++)
        {
            var value = Scalar(cursor, type, key);
            values[i] = (T)(value is bool flag ? flag ? 1L : 0L : value);
        }

        return values;
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
            Float32 => (double)BinaryPrimitives.ReadSingleLittleEndian(bytes),
            Bool => bytes[0] != 0,
            10 => BinaryPrimitives.ReadUInt64LittleEndian(bytes) is var value && value <= long.MaxValue ? (long)value : throw cursor.Fault($"'{key}' is {value}, beyond any count"),
            11 => BinaryPrimitives.ReadInt64LittleEndian(bytes),
            _ => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        };
    }
}
