using System.Text;

namespace Experts.Memory;

/// <summary>Reads the numbers and texts of a stored memory; every count is held against its limit and against the bytes that are left.</summary>
internal sealed class MemoryReader
{
    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlyMemory<byte> _bytes;
    private int _at;

    /// <exception cref="InvalidDataException">The bytes do not begin with <paramref name="magic"/>.</exception>
    public MemoryReader(ReadOnlyMemory<byte> bytes, ReadOnlySpan<byte> magic)
    {
        _bytes = bytes;
        if (!bytes.Span.StartsWith(magic))
        {
            throw Refused($"it does not begin with '{Encoding.ASCII.GetString(magic).TrimEnd()}'");
        }

        _at = magic.Length;
    }

    /// <summary>A count and as many items. An item takes one byte at least, so no count makes more room than the file has bytes.</summary>
    public List<T> List<T>(int limit, string what, Func<T> read)
    {
        var count = Number(limit + 1, what);
        if (count > _bytes.Length - _at)
        {
            throw Refused($"{count} {what} at byte {_at}, where {_bytes.Length - _at} bytes are left");
        }

        var items = new List<T>(count);
        for (var i = 0; i < count; i++)
        {
            items.Add(read());
        }

        return items;
    }

    /// <summary>A number below <paramref name="end"/>.</summary>
    public int Number(int end, string what)
    {
        long value = 0;
        for (var shift = 0; shift <= 28; shift += 7)
        {
            var next = Take(1)[0];
            value |= (long)(next & 127) << shift;
            if (next < 128)
            {
                return value < end ? (int)value : throw Refused($"{what} {value} before byte {_at}; expected less than {end}");
            }
        }

        throw Refused($"a number of more than 5 bytes before byte {_at}");
    }

    /// <summary>UTF-8 of at most so many bytes.</summary>
    public string Text(int limit, string what)
    {
        var length = Number(limit + 1, $"length of a {what}");
        try
        {
            return _strict.GetString(Take(length));
        }
        catch (DecoderFallbackException)
        {
            throw Refused($"a {what} before byte {_at} that is not UTF-8");
        }
    }

    /// <summary>So many bytes.</summary>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > _bytes.Length - _at)
        {
            throw Refused($"it ends at byte {_bytes.Length}, inside an entry of {count} bytes");
        }

        _at += count;
        return _bytes.Span.Slice(_at - count, count);
    }

    public void End()
    {
        if (_at != _bytes.Length)
        {
            throw Refused($"{_bytes.Length - _at} bytes follow the last entry");
        }
    }

    public InvalidDataException Refused(string why) => new($"a memory of notes is refused: {why}.");
}
