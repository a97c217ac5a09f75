using Audit.Records;
using Gateway.Recording;
using Gateway.Upstreams;

namespace Gateway.Endpoints;

/// <summary>Forwards a call and closes its record, however it ends.</summary>
internal sealed class Forwarder(Forwarding forwarding, RecordingOptions recording)
{
    /// <summary>
    /// Forwards; false when no upstream answered and nothing was sent to the client, so that the caller can answer
    /// otherwise. In every other case the client has its answer, as far as there is one, and the record is closed.
    /// </summary>
    public async ValueTask<bool> ForwardAsync(Exchange exchange, UpstreamCall call, bool isStream, bool clientAskedForUsage, AnswerAddition? addition)
    {
        ForwardTransformer? transformer = null;
        var plan = new ForwardPlan
        {
            Call = call,
            IsStream = isStream,
            ClientAskedForUsage = clientAskedForUsage,
            KeepBytes = recording.MaxContentBytes,
            Addition = addition,
            OnBegin = () => exchange.BeginAsync(UpstreamTicks()),
            OnEnd = answer => exchange.CloseAsync(Closing(answer), answer.Body),
            OnWhole = answer => exchange.CompleteAsync(UpstreamTicks(), Closing(answer), answer.Body),
        };
        using (transformer = forwarding.Transformer(plan))
        {
            var (outcome, partial) = await forwarding.ForwardAsync(exchange.Context, plan, transformer);
            return await SettleAsync(exchange, call, outcome, partial);
        }

        long UpstreamTicks() => call.AnsweredAt - call.SentAt + transformer!.BodyWait; // set before anything is forwarded
        RecordClosing Closing(UpstreamAnswer answer) => ClosingFacts.OfAnswer(answer, call, ClosingFacts.OutcomeOf(answer));
    }

    private static async ValueTask<bool> SettleAsync(Exchange exchange, UpstreamCall call, ForwardOutcome outcome, UpstreamAnswer? partial)
    {
        switch (outcome)
        {
            case ForwardOutcome.NothingAnswered:
                exchange.Context.Response.StatusCode = StatusCodes.Status200OK;
                return false;
            case ForwardOutcome.ClientLeft:
                await CloseAbandonedAsync(exchange, call, partial!); // a client that left always has a partial answer, be it empty
                return true;
            case ForwardOutcome.Answered:
            default:
                if (partial is not null)
                    await CloseAbandonedAsync(exchange, call, partial);
                return true;
        }
    }

    private static ValueTask CloseAbandonedAsync(Exchange exchange, UpstreamCall call, UpstreamAnswer partial) =>
        exchange.CloseAsync(ClosingFacts.OfAnswer(partial, call, RecordOutcome.ClientCancelled), partial.Body);
}
