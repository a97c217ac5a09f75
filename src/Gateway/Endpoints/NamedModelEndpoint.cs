using Audit.Log;
using Gateway.Upstreams;
using Protocol.Errors;
using Protocol.Frames;

namespace Gateway.Endpoints;

/// <summary><c>POST /v1/completions</c> and <c>POST /v1/embeddings</c>: always from the model that the client names, be it an upstream's or an expert.</summary>
internal sealed class NamedModelEndpoint(
    AuditLog log, UpstreamRegistry upstreams, PassThrough passThrough, ModelAccess access, RequestLimits limits, TimeProvider time)
{
    /// <summary>Continues texts.</summary>
    public Task CompleteAsync(HttpContext context) => AnswerAsync(context, RequestKind.Completion);

    /// <summary>Computes embeddings.</summary>
    public Task EmbedAsync(HttpContext context) => AnswerAsync(context, RequestKind.Embedding);

    private async Task AnswerAsync(HttpContext context, RequestKind kind)
    {
        await using var exchange = new Exchange(context, log, time);
        if (await exchange.ReadBodyAsync() is { } unreadable)
            await exchange.RefuseAsync(unreadable, exchange.Facts(null, null));
        else if (!RequestFrame.TryScan(exchange.Body.Span, kind, limits, out var frame, out var error))
            await exchange.RefuseAsync(error, exchange.Facts(null, null));
        else if ((access.Refusal(exchange.Caller, frame.Model) ?? RefusalOfAuto(frame.Model)) is { } refusal)
            await exchange.RefuseAsync(refusal, exchange.Facts(frame.Model, frame.Stream));
        else
            await passThrough.AnswerAsync(exchange, frame, kind, upstreams.ChainOf(frame.Model));
    }

    private static ApiError? RefusalOfAuto(string model) => QuestionRouter.IsAuto(model)
        ? ApiError.InvalidRequest($"The model '{model}' answers /v1/chat/completions only. Name a model of GET /v1/models that is no 'auto'.", "model", "unsupported_model")
        : null;
}
