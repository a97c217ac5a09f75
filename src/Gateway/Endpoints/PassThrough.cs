using System.Buffers;
using System.Collections.Immutable;
using Audit.Records;
using Gateway.Augmentation;
using Gateway.Routing;
using Gateway.Upstreams;
using Protocol.Frames;

namespace Gateway.Endpoints;

/// <summary>A model that the client named itself: its bytes go through, but for the model's name and the request for usage.</summary>
internal sealed class PassThrough(Forwarder forwarder, Citations citations)
{
    /// <summary>Answers the request from the chain of the model.</summary>
    public async Task AnswerAsync(Exchange exchange, RequestFrame frame, RequestKind kind, ImmutableArray<UpstreamTarget> chain)
    {
        var decision = Router.PassThrough(frame.Model);
        var isStream = frame.Stream && kind != RequestKind.Embedding;
        var call = new UpstreamCall(chain, model => BodyFor(exchange.Body, frame, model, isStream)) { Kind = kind };
        exchange.Open(exchange.Facts(frame.Model, isStream) with
        {
            Kind = kind,
            Decision = decision,
            Upstream = chain[0].Name,
            UpstreamModel = chain[0].ModelId,
        }, assembled: default);
        var addition = frame.IncludeGateway && kind == RequestKind.Chat
            ? new AnswerAddition(_ => [], Explanation.Of(exchange.Record.Id, decision, Sources.None, null, citations))
            : null;
        if (!await forwarder.ForwardAsync(exchange, call, isStream, frame.IncludeUsage, addition))
            await exchange.FailAsync(UpstreamErrors.Of(call.Fault), call, RecordOutcome.UpstreamFailed);
    }

    private static ReadOnlyMemory<byte> BodyFor(ReadOnlyMemory<byte> body, RequestFrame frame, string model, bool askForUsage)
    {
        var output = new ArrayBufferWriter<byte>(body.Length + model.Length + 64);
        frame.Write(body.Span, model, askForUsage, output);
        return output.WrittenMemory;
    }
}
