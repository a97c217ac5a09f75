using System.Buffers;
using System.Text.Json;
using Audit.Records;
using Gateway.Augmentation;
using Gateway.Recording;
using Gateway.Upstreams;
using Protocol.Chat;

namespace Gateway.Endpoints;

/// <summary>Gives the client an answer that the gateway composed itself, in one piece or as a stream, as any model would.</summary>
internal sealed class ComposedAnswerWriter(TimeProvider time, Citations citations)
{
    /// <summary>Writes the answer; its record is closed before its end is signalled.</summary>
    /// <param name="exchange">The request.</param>
    /// <param name="routed">What was decided for it.</param>
    /// <param name="answer">What is said.</param>
    /// <param name="failed">The call that no upstream answered; null when none was asked.</param>
    public Task WriteAsync(Exchange exchange, RoutedQuestion routed, ComposedAnswer answer, UpstreamCall? failed)
    {
        var draft = new ComposedDraft(routed, answer, Id(exchange), time.GetUtcNow().ToUnixTimeSeconds(),
            routed.Request.Gateway?.Include is true ? Explanation.Of(exchange.Record.Id, routed.Decision, routed.Sources, routed.IndexVersion, citations) : null);
        return routed.Request.Stream is true ? StreamAsync(exchange, draft, failed) : WholeAsync(exchange, draft, failed);
    }

    private static string Id(Exchange exchange) => "chatcmpl-" + exchange.Record.Id.ToString()[4..];

    private static async Task WholeAsync(Exchange exchange, ComposedDraft draft, UpstreamCall? failed)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(draft.Whole(), ProtocolJson.Wire.ChatCompletion);
        await exchange.CompleteAsync(exchange.TicksSince(failed), ClosingFacts.OfComposed(draft.Answer, body, Tokens(draft), failed?.Attempts ?? []), body);
        var response = exchange.Context.Response;
        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, exchange.Context.RequestAborted);
    }

    private static async Task StreamAsync(Exchange exchange, ComposedDraft draft, UpstreamCall? failed)
    {
        var body = new ArrayBufferWriter<byte>(4096);
        foreach (var chunk in draft.Chunks())
            WriteEvent(body, JsonSerializer.SerializeToUtf8Bytes(chunk, ProtocolJson.Wire.ChatCompletionChunk));
        var beforeEnd = body.WrittenCount;
        WriteEvent(body, "[DONE]"u8);
        await exchange.BeginAsync(exchange.TicksSince(failed));
        var response = exchange.Context.Response;
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-cache";
        response.Headers["X-Accel-Buffering"] = "no";
        await response.Body.WriteAsync(body.WrittenMemory[..beforeEnd], exchange.Context.RequestAborted);
        await exchange.CloseAsync(ClosingFacts.OfComposed(draft.Answer, body.WrittenSpan, Tokens(draft), failed?.Attempts ?? []), body.WrittenMemory);
        await response.Body.WriteAsync(body.WrittenMemory[beforeEnd..], exchange.Context.RequestAborted);
    }

    private static void WriteEvent(ArrayBufferWriter<byte> body, ReadOnlySpan<byte> data)
    {
        body.Write("data: "u8);
        body.Write(data);
        body.Write("\n\n"u8);
    }

    private static RecordedTokens Tokens(ComposedDraft draft) => new()
    {
        Prompt = draft.Usage.PromptTokens,
        Completion = draft.Usage.CompletionTokens,
        Total = draft.Usage.TotalTokens,
        Source = TokenSource.Estimated,
    };
}
