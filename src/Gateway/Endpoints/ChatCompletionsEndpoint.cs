using Audit.Log;
using Gateway.Upstreams;
using Protocol.Chat;
using Protocol.Frames;

namespace Gateway.Endpoints;

/// <summary><c>POST /v1/chat/completions</c>: reads the request, finds who answers it, and refuses what nobody can.</summary>
internal sealed class ChatCompletionsEndpoint(
    AuditLog log, UpstreamRegistry upstreams, PassThrough passThrough, RoutedAnswer routedAnswer, ModelAccess access, RequestLimits limits, TimeProvider time)
{
    /// <summary>Answers one request.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        await using var exchange = new Exchange(context, log, time);
        if (await exchange.ReadBodyAsync() is { } unreadable)
            await exchange.RefuseAsync(unreadable, exchange.Facts(null, null));
        else if (!RequestFrame.TryScan(exchange.Body.Span, limits, out var frame, out var error))
            await exchange.RefuseAsync(error, exchange.Facts(null, null));
        else if (access.Refusal(exchange.Caller, frame.Model) is { } refusal)
            await exchange.RefuseAsync(refusal, exchange.Facts(frame.Model, frame.Stream));
        else
            await AnswerAsync(exchange, frame);
    }

    private async Task AnswerAsync(Exchange exchange, RequestFrame frame)
    {
        if (!QuestionRouter.IsAuto(frame.Model))
            await passThrough.AnswerAsync(exchange, frame, RequestKind.Chat, upstreams.ChainOf(frame.Model));
        else if (ChatRequestReader.TryRead(exchange.Body, limits, out var request, out var error))
            await routedAnswer.AnswerAsync(exchange, request);
        else
            await exchange.RefuseAsync(error, exchange.Facts(frame.Model, frame.Stream));
    }
}
