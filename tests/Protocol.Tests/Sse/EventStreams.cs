using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Protocol.Sse;

namespace Protocol.Tests.Sse;

/// <summary>A block as a test keeps it, after the reader's memory is gone.</summary>
internal sealed record Block(string Raw, string Data, string Name, bool HasData);

/// <summary>A stream and the lengths of the pieces it arrives in.</summary>
internal sealed record Arrival(byte[] Bytes, int[] Pieces);

internal static class EventStreams
{
    /// <summary>Streams of every line end, field, comment and broken character, in any order.</summary>
    internal static Gen<byte[]> Any => Properties.BytesOf(
        "data"u8.ToArray(), "event"u8.ToArray(), "id"u8.ToArray(), ":"u8.ToArray(), " "u8.ToArray(), "\n"u8.ToArray(), "\n\n"u8.ToArray(),
        "\r"u8.ToArray(), "\r\n"u8.ToArray(), "\r\n\r\n"u8.ToArray(), "data: {\"a\":1}"u8.ToArray(), "data:[DONE]\n\n"u8.ToArray(),
        "é€😀"u8.ToArray(), [0xF0], [0x9F, 0x98], [0x00], [0xEF, 0xBB, 0xBF], [0xFF]);

    internal static Gen<Arrival> AnyArrival =>
        from bytes in Any
        from pieces in Gen.Choose(1, 7).ListOf()
        select new Arrival(bytes, [.. pieces, 1]);

    internal static (List<Block> Blocks, byte[] Bytes) Read(byte[] stream, int[] pieces)
    {
        using var reader = new SseReader(1 << 20);
        var blocks = new List<Block>();
        var bytes = new List<byte>();
        for (int at = 0, turn = 0; at < stream.Length; turn++)
        {
            int length = Math.Min(pieces[turn % pieces.Length], stream.Length - at);
            reader.Append(stream.AsSpan(at, length));
            Drain(reader, blocks, bytes);
            at += length;
        }

        reader.Complete();
        Drain(reader, blocks, bytes);
        bytes.AddRange(reader.Remainder.ToArray());
        return (blocks, bytes.ToArray());
    }

    internal static List<Block> Read(string stream) => Read(Encoding.UTF8.GetBytes(stream), [int.MaxValue]).Blocks;

    private static void Drain(SseReader reader, List<Block> blocks, List<byte> bytes)
    {
        while (reader.TryRead(out SseEvent block))
        {
            blocks.Add(new Block(Text(block.Raw), Text(block.Data), Text(block.Name), block.HasData));
            bytes.AddRange(block.Raw.ToArray());
        }
    }

    // Latin-1 keeps every byte apart, also those that are no UTF-8.
    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.Latin1.GetString(bytes.Span);
}
