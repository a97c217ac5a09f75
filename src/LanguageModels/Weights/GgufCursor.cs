using System.Buffers.Binary;
using System.Text;

namespace LanguageModels.Weights;

/// <summary>Reads a GGUF header forwards; every length is checked before memory is taken for it.</summary>
internal sealed class GgufCursor(MappedFile file)
{
    /// <summary>Longest key or tensor name in bytes (the specification: 65,535 and 64; real files stay far below).</summary>
    public const int LongestName = 65_535;

    /// <summary>Longest string value in bytes; chat templates and licences are the longest in real files.</summary>
    public const int LongestString = 16 << 20;

    private static readonly UTF8Encoding _strict = new(false, throwOnInvalidBytes: false);

    /// <summary>Bytes read so far.</summary>
    public long Position { get; private set; }

    public byte Byte(string what) => Take(1, what)[0];

    public uint UInt32(string what) => BinaryPrimitives.ReadUInt32LittleEndian(Take(4, what));

    public ulong UInt64(string what) => BinaryPrimitives.ReadUInt64LittleEndian(Take(8, what));

    /// <summary>The next bytes.</summary>
    public ReadOnlySpan<byte> Take(long length, string what)
    {
        var bytes = file.Bytes(Position, length, what);
        Position += length;
        return bytes;
    }

    /// <summary>A string with its length before it.</summary>
    public string String(int longest, string what)
    {
        var length = UInt64($"the length of {what}");
        if (length > (ulong)longest)
        {
            throw Fault($"{what} is said to have {length} bytes; expected at most {longest}");
        }

        return _strict.GetString(Take((long)length, what));
    }

    /// <summary>A number of things of which each takes some bytes; more than the rest of the file can hold is refused.</summary>
    public int Count(int leastBytes, string what)
    {
        var count = UInt64($"the number of {what}");
        return count > (ulong)((file.Length - Position) / leastBytes) || count > int.MaxValue
            ? throw Fault($"{count} {what} are announced; the rest of the file has {file.Length - Position} bytes")
            : (int)count;
    }

    /// <summary>An error at this place of the file.</summary>
    public InvalidDataException Fault(string what) => new($"{file.Path}: byte {Position}: {what}. It is damaged, or no GGUF file that is read here.");
}
