using System.IO.Pipelines;
using System.Text;
using FsCheck.Fluent;
using Protocol.Sse;
using Xunit;

namespace Protocol.Tests.Sse;

public sealed class SseWriterTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_is_one_data_line_and_a_blank_line()
    {
        Assert.Equal("data: {\"a\":1}\n\n", await Written(writer => writer.WriteAsync("{\"a\":1}"u8.ToArray(), Cancellation)));
        Assert.Equal("data: [DONE]\n\n", await Written(writer => writer.WriteDoneAsync(Cancellation)));
        Assert.Equal(": ping\n\n", await Written(writer => writer.WriteCommentAsync("ping", Cancellation)));
        Assert.Equal("data:x\r\n\r\n", await Written(writer => writer.WriteRawAsync("data:x\r\n\r\n"u8.ToArray(), Cancellation)));
    }

    [Fact]
    public async Task A_line_break_in_data_becomes_another_data_line_and_forges_nothing() =>
        Assert.Equal(
            "data: {\ndata: event: x\ndata: \ndata: }\n\n",
            await Written(writer => writer.WriteAsync("{\revent: x\r\n\n}"u8.ToArray(), Cancellation)));

    [Fact]
    public async Task A_line_break_in_a_comment_stays_in_the_comment() =>
        Assert.Equal(": a\n: data: b\n\n", await Written(writer => writer.WriteCommentAsync("a\ndata: b", Cancellation)));

    [Fact]
    public async Task Each_event_reaches_the_reading_side_at_once()
    {
        var pipe = new Pipe();
        var writer = new SseWriter(pipe.Writer);

        await writer.WriteAsync("1"u8.ToArray(), Cancellation);

        Assert.True(pipe.Reader.TryRead(out ReadResult first));
        Assert.Equal(9, first.Buffer.Length);
    }

    [Fact]
    public void What_is_written_is_read_as_one_event_with_the_same_data() =>
        Properties.Hold(
            EventStreams.Any.Select(bytes => Encoding.Latin1.GetString(bytes)),
            text =>
            {
                string stream = Written(writer => writer.WriteAsync(Encoding.UTF8.GetBytes(text), Cancellation)).AsTask().GetAwaiter().GetResult();
                Block block = Assert.Single(EventStreams.Read(stream));
                string expected = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
                return block.Data == Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(expected));
            });

    private static async ValueTask<string> Written(Func<SseWriter, ValueTask<FlushResult>> write)
    {
        var pipe = new Pipe();
        await write(new SseWriter(pipe.Writer));
        await pipe.Writer.CompleteAsync();
        ReadResult all = await pipe.Reader.ReadAsync(Cancellation);
        return Encoding.UTF8.GetString(all.Buffer);
    }
}
