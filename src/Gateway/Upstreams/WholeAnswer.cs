using System.Buffers;
using Protocol.Frames;

namespace Gateway.Upstreams;

/// <summary>An upstream's answer that comes in one piece: read whole, so that its record can be closed before it leaves.</summary>
internal static class WholeAnswer
{
    /// <summary>Largest answer in one piece, bytes: images as base64 fit, a runaway upstream does not.</summary>
    public const int MostBytes = 64 * 1024 * 1024;

    /// <summary>Reads the body. The fault is set when it broke off, was too slow or too large.</summary>
    public static async ValueTask<(byte[] Body, UpstreamFault Fault)> ReadAsync(HttpContent content, IdleClock clock)
    {
        if (content.Headers.ContentLength > MostBytes)
            return ([], UpstreamFault.AnswerTooLarge);
        try
        {
            return await ReadToEndAsync(await content.ReadAsStreamAsync(clock.Start()), content.Headers.ContentLength, clock);
        }
        catch (OperationCanceledException) when (clock.HasElapsed)
        {
            return ([], clock.Fault);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            return ([], UpstreamFault.BrokenAnswer);
        }
    }

    private static async ValueTask<(byte[], UpstreamFault)> ReadToEndAsync(Stream stream, long? length, IdleClock clock)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)(length + 1 ?? 16 * 1024));
        try
        {
            var count = 0;
            while (await stream.ReadAsync(buffer.AsMemory(count), clock.Start()) is var read and > 0)
            {
                count += read;
                if (count > MostBytes)
                    return ([], UpstreamFault.AnswerTooLarge);
                if (count == buffer.Length)
                    buffer = Grow(buffer);
            }
            return (buffer.AsSpan(0, count).ToArray(), UpstreamFault.None);
        }
        finally
        {
            clock.Stop();
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    /// <summary>The bytes for the client: documented finish reasons, and what the gateway adds. Unknown members stay.</summary>
    public static byte[] Edit(byte[] body, in ChunkScan scan, AnswerAddition? addition)
    {
        var edited = body;
        if (scan.HasUndocumentedFinishReason)
        {
            var mapped = new ArrayBufferWriter<byte>(body.Length + 16);
            scan.Write(body, keepUsage: true, mapped);
            edited = mapped.WrittenSpan.ToArray();
        }
        return addition is null || scan.IsError ? edited : AnswerChunks.WithAddition(edited, addition);
    }
}
