using System.Buffers.Binary;
using System.Text;

namespace LanguageModels.Weights;

/// <summary>Reads a GGUF header forwards; every length is checked before memory is taken for it.</summary>
internal sealed class GgufCursor(MappedFile file)
{
    /// <summary>Longest key in bytes (specification: "at most 2^16-1 bytes long").</summary>
    public const int LongestKey = 65_535;

    /// <summary>Longest string value in bytes; chat templates and licences are the longest in real files.</summary>
    public const int LongestString = 16 << 20;

    /// <summary>Where the file lies.</summary>
    public string Path => file.Path;

    /// <summary>Bytes of the file.</summary>
    public long Length => file.Length;

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

        return Encoding.UTF8.GetString(Take((long)length, what));
    }

    /// <summary>A number of things of which each takes some bytes; more than the rest of the file can hold is refused.</summary>
    public int Count(int leastBytes, int most, string what)
    {
        var count = UInt64($"the number of {what}");
        var room = (ulong)((file.Length - Position) / leastBytes);
        return count <= room && count <= (ulong)most
            ? (int)count
            : throw Fault($"{count} {what} are announced; expected at most {Math.Min(room, (ulong)most)}, as the rest of the file has {file.Length - Position} bytes");
    }

    /// <summary>An error at this place of the file.</summary>
    public InvalidDataException Fault(string what) => new($"{file.Path}: byte {Position}: {what}. It is damaged, or no GGUF file that is read here.");
}
