using Audit.Log;
using Audit.Merkle;
using Audit.Records;
using Gateway.Augmentation;
using Gateway.Routing;
using Protocol.Chat;
using Protocol.Frames;

namespace Gateway.Endpoints;

/// <summary>
/// <c>POST /v1/route</c>: takes the body of a chat completion and says what would be done with it and why. Nothing is
/// asked and nothing is answered, but the dry run has its record like any other request.
/// </summary>
internal sealed class DryRunEndpoint(AuditLog log, QuestionRouter router, ModelAccess access, Citations citations, RequestLimits limits, TimeProvider time)
{
    /// <summary>Explains the decision for one request.</summary>
    public async Task ExplainAsync(HttpContext context)
    {
        await using var exchange = new Exchange(context, log, time);
        if (await exchange.ReadBodyAsync() is { } unreadable)
            await exchange.RefuseAsync(unreadable, exchange.Facts(null, null));
        else if (!ChatRequestReader.TryRead(exchange.Body, limits, out var request, out var error))
            await exchange.RefuseAsync(error, exchange.Facts(null, null));
        else if (access.Refusal(exchange.Caller, request.Model) is { } refusal)
            await exchange.RefuseAsync(refusal, exchange.Facts(request.Model, false));
        else
            await ExplainAsync(exchange, await DecideAsync(exchange, request));
    }

    private ValueTask<RoutedQuestion> DecideAsync(Exchange exchange, ChatRequest request) => QuestionRouter.IsAuto(request.Model)
        ? router.RouteAsync(request, exchange.Caller, exchange.Context.RequestAborted)
        : ValueTask.FromResult(new RoutedQuestion(request, RoutingQuestion.From(request), Router.PassThrough(request.Model), Sources.None, ""));

    private async Task ExplainAsync(Exchange exchange, RoutedQuestion routed)
    {
        exchange.Open(exchange.Facts(routed.Request.Model, false) with { Decision = routed.Decision, Sources = routed.Sources, IndexVersion = routed.IndexVersion }, default);
        var explanation = Explanation.Describe(routed.Decision, routed.Sources, routed.IndexVersion, citations);
        explanation["object"] = "routing.decision";
        explanation["audit_id"] = exchange.Record.Id.ToString();
        var answer = JsonAnswer.Bytes(explanation);
        await exchange.BeginAsync(0);
        await exchange.CloseAsync(Closing(answer), answer);
        await JsonAnswer.WriteAsync(exchange.Context, answer);
    }

    private static RecordClosing Closing(byte[] answer) => new()
    {
        Id = default,
        At = default,
        Outcome = RecordOutcome.Completed,
        Status = StatusCodes.Status200OK,
        Answer = new ContentDigest { Sha256 = Sha256Digest.Of(answer), Size = answer.Length },
    };
}
