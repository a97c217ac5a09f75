using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace Protocol.Sse;

/// <summary>
/// Writes an event stream: each call is one event and one flush, so a client sees it at once. Data with line
/// breaks becomes several data lines (a reader joins them again with LF), so no data can forge a field or an event.
/// Allocates nothing per event; not for use by two threads at once. The answers say whether the reading side is gone.
/// </summary>
/// <param name="output">Where the bytes go; the caller completes it.</param>
public sealed class SseWriter(PipeWriter output)
{
    /// <summary>One event whose data is this JSON.</summary>
    public ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        WriteLines("data: "u8, json.Span);
        output.Write("\n"u8);
        return output.FlushAsync(cancellationToken);
    }

    /// <summary>A block of another event stream as it came, with its blank line (see <see cref="SseEvent.Raw"/>).</summary>
    public ValueTask<FlushResult> WriteRawAsync(ReadOnlyMemory<byte> block, CancellationToken cancellationToken)
    {
        output.Write(block.Span);
        return output.FlushAsync(cancellationToken);
    }

    /// <summary>A comment, which every client ignores: the only safe heartbeat, for empty events crash some of them.</summary>
    public ValueTask<FlushResult> WriteCommentAsync(string text, CancellationToken cancellationToken)
    {
        WriteLines(": "u8, Encoding.UTF8.GetBytes(text));
        output.Write("\n"u8);
        return output.FlushAsync(cancellationToken);
    }

    /// <summary>OpenAI's end mark, <c>data: [DONE]</c>.</summary>
    public ValueTask<FlushResult> WriteDoneAsync(CancellationToken cancellationToken)
    {
        output.Write("data: [DONE]\n\n"u8);
        return output.FlushAsync(cancellationToken);
    }

    private void WriteLines(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> text)
    {
        for (int end = text.IndexOfAny((byte)'\r', (byte)'\n'); end >= 0; end = text.IndexOfAny((byte)'\r', (byte)'\n'))
        {
            WriteLine(prefix, text[..end]);
            bool isCrLf = text[end..].StartsWith("\r\n"u8);
            text = text[(end + (isCrLf ? 2 : 1))..];
        }

        WriteLine(prefix, text);
    }

    private void WriteLine(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> line)
    {
        output.Write(prefix);
        output.Write(line);
        output.Write("\n"u8);
    }
}
