using System.Text;
using Protocol.Sse;
using Xunit;

namespace Protocol.Tests.Sse;

public sealed class SseReaderTests
{
    [Fact]
    public void Any_split_of_any_stream_yields_the_same_blocks() =>
        Properties.Hold(
            EventStreams.AnyArrival,
            arrival => EventStreams.Read(arrival.Bytes, arrival.Pieces).Blocks.SequenceEqual(EventStreams.Read(arrival.Bytes, [int.MaxValue]).Blocks),
            2_000);

    [Fact]
    public void The_blocks_and_the_remainder_of_any_stream_are_its_bytes() =>
        Properties.Hold(
            EventStreams.AnyArrival,
            arrival => EventStreams.Read(arrival.Bytes, arrival.Pieces).Bytes.SequenceEqual(arrival.Bytes),
            2_000);

    [Fact]
    public void The_events_of_any_stream_are_those_of_the_standard_s_text() =>
        Properties.Hold(
            EventStreams.AnyArrival,
            arrival => EventStreams.Read(arrival.Bytes, arrival.Pieces).Blocks
                .Where(block => block.HasData).Select(block => (block.Data, block.Name))
                .SequenceEqual(SlowEventStream.Events(arrival.Bytes)),
            2_000);

    [Theory]
    [InlineData("data: a\n\ndata: b\n\n")]
    [InlineData("data: a\r\n\r\ndata: b\r\n\r\n")]
    [InlineData("data: a\r\rdata: b\r\r")]
    [InlineData("data:a\n\ndata:b\n\n")]
    [InlineData("\uFEFFdata: a\n\ndata: b\n\n")]
    [InlineData("data: a\nid: 1\nretry: 5\nsomething\n\n: comment\ndata: b\n\n")]
    public void Every_line_end_and_spelling_gives_the_same_data(string stream) =>
        Assert.Equal(["a", "b"], EventStreams.Read(stream).Select(block => block.Data));

    [Fact]
    public void Several_data_lines_are_joined_by_a_line_feed_and_the_last_name_counts()
    {
        Block block = Assert.Single(EventStreams.Read("event: first\ndata: {\ndata\nevent: error\ndata:  }\n\n"));

        Assert.Equal("{\n\n }", block.Data);
        Assert.Equal("error", block.Name);
    }

    [Fact]
    public void A_comment_is_a_block_without_data_and_an_empty_data_line_is_one_with()
    {
        List<Block> blocks = EventStreams.Read(": still there\n\ndata:\n\n");

        Assert.Equal([": still there\n\n", "data:\n\n"], blocks.Select(block => block.Raw));
        Assert.Equal([false, true], blocks.Select(block => block.HasData));
    }

    [Fact]
    public void The_end_mark_is_known_in_every_spelling()
    {
        using var reader = new SseReader(100);
        reader.Append("data: [DONE]\n\ndata:[DONE]\r\n\r\ndata: [DONE] \n\n"u8);

        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(_ => reader.TryRead(out SseEvent block) && block.IsDone));
    }

    [Fact]
    public void An_event_of_a_stream_with_bare_carriage_returns_is_not_held_back()
    {
        using var reader = new SseReader(100);
        reader.Append("data: a\r\r"u8);

        Assert.True(reader.TryRead(out SseEvent block));
        Assert.Equal("data: a\r\r"u8, block.Raw.Span);
    }

    [Fact]
    public void A_line_feed_after_such_an_event_is_a_block_that_means_nothing() =>
        Assert.Equal(["data: a\r\r", "\n", "data: b\n\n"], EventStreams.Read("data: a\r\r\ndata: b\n\n").Select(block => block.Raw));

    [Fact]
    public void An_event_that_was_never_finished_is_the_remainder()
    {
        using var reader = new SseReader(100);
        reader.Append("data: a\n\ndata: hal"u8);

        Assert.True(reader.TryRead(out _));
        Assert.False(reader.TryRead(out _));
        Assert.Equal("data: hal"u8, reader.Remainder.Span);
    }

    [Fact]
    public void A_carriage_return_at_the_very_end_waits_until_the_stream_is_complete()
    {
        using var reader = new SseReader(100);
        reader.Append("data: a\n\r"u8);

        Assert.False(reader.TryRead(out _));
        reader.Complete();
        Assert.True(reader.TryRead(out SseEvent block));
        Assert.Equal("data: a\n\r"u8, block.Raw.Span);
    }

    [Theory]
    [InlineData(12, 20)]
    [InlineData(20, 20)]
    [InlineData(21, 20)]
    [InlineData(100_000, 99_999)]
    public void An_event_above_the_limit_is_refused_and_one_at_the_limit_is_not(int length, int limit)
    {
        byte[] stream = Encoding.UTF8.GetBytes($"data: {new string('x', length - 8)}\n\n");
        using var reader = new SseReader(limit);
        reader.Append(stream);

        if (length <= limit)
        {
            Assert.True(reader.TryRead(out _));
            return;
        }

        var fault = Assert.Throws<InvalidDataException>(() => reader.TryRead(out _));
        Assert.Contains($"{limit} bytes", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_endless_line_is_refused_before_it_ends()
    {
        using var reader = new SseReader(1_000);
        byte[] piece = new byte[100];

        Assert.Throws<InvalidDataException>(() =>
        {
            for (int turn = 0; turn < 11; turn++)
            {
                reader.Append(piece);
                reader.TryRead(out _);
            }
        });
    }

    [Fact]
    public void No_event_costs_an_allocation()
    {
        byte[] chunk = Encoding.UTF8.GetBytes("event: x\ndata: {\"choices\":[]}\n\ndata: a\ndata: b\n\n: c\n\nda");
        byte[] rest = Encoding.UTF8.GetBytes("ta: split\r\n\r\n");
        using var reader = new SseReader(1_000);
        ReadMany(reader, chunk, rest, 10); // The first turns rent from a pool that is still empty.

        long before = GC.GetAllocatedBytesForCurrentThread();
        int blocks = ReadMany(reader, chunk, rest, 1_000);
        long after = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(4_000, blocks);
        Assert.Equal(0, after - before);
    }

    private static int ReadMany(SseReader reader, byte[] chunk, byte[] rest, int turns)
    {
        int blocks = 0;
        for (int turn = 0; turn < turns; turn++)
        {
            reader.Append(chunk);
            blocks += Count(reader);
            reader.Append(rest);
            blocks += Count(reader);
        }

        return blocks;
    }

    private static int Count(SseReader reader)
    {
        int blocks = 0;
        while (reader.TryRead(out _))
        {
            blocks++;
        }

        return blocks;
    }
}
