using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Augmentation;
using Gateway.Recording;
using Gateway.Routing;
using Gateway.Upstreams;
using Protocol.Chat;

namespace Gateway.Endpoints;

/// <summary>Answers a request to <c>auto</c>: from the general model with sources in the prompt, or from the sources alone.</summary>
internal sealed class RoutedAnswer(
    QuestionRouter router, Forwarder forwarder, UpstreamRegistry upstreams, ExtractiveAnswerer extractive, ComposedAnswerWriter composed,
    Citations citations, AugmentationOptions augmentation)
{
    /// <summary>Routes and answers.</summary>
    public async Task AnswerAsync(Exchange exchange, ChatRequest request)
    {
        var routed = await router.RouteAsync(request, exchange.Caller, exchange.Context.RequestAborted);
        var chain = routed.Decision.Model is { } model && routed.Decision.Arm != Arm.Abstain ? upstreams.ChainOf(model) : [];
        if (chain.IsEmpty)
            await ComposeAsync(exchange, routed);
        else
            await AskAsync(exchange, routed, chain);
    }

    private async ValueTask ComposeAsync(Exchange exchange, RoutedQuestion routed)
    {
        exchange.Open(FactsOf(exchange, routed), assembled: default);
        await composed.WriteAsync(exchange, routed, Compose(routed, generalModelFailed: false), failed: null);
    }

    private async ValueTask AskAsync(Exchange exchange, RoutedQuestion routed, ImmutableArray<UpstreamTarget> chain)
    {
        var prompt = AugmentedPrompt.Assemble(
            routed.Request, routed.Sources, augmentation.SourceTokens, chain[0].Channel.Upstream.Options.ContextTokens);
        var shown = routed with { Sources = prompt.Sources };
        var call = new UpstreamCall(chain, id => Serialize(prompt.Request, id)) { KeepsLastFailure = false };
        exchange.Open(
            FactsOf(exchange, shown) with { Upstream = chain[0].Name, UpstreamModel = chain[0].ModelId },
            assembled: prompt.Sources.Items.IsEmpty ? default : call.BodyFor(chain[0]));
        if (!await forwarder.ForwardAsync(exchange, call, routed.Request.Stream ?? false, routed.Request.StreamOptions?.IncludeUsage ?? false, AdditionTo(exchange, shown)))
            await composed.WriteAsync(exchange, routed, Compose(routed, generalModelFailed: true), call);
    }

    private ComposedAnswer Compose(RoutedQuestion routed, bool generalModelFailed) => routed.Decision.Arm == Arm.Retrieve
        ? extractive.Answer(routed.Question.Text, routed.Sources)
        : ExtractiveAnswerer.Outside(generalModelFailed);

    private AnswerAddition? AdditionTo(Exchange exchange, RoutedQuestion routed)
    {
        var explanation = routed.Request.Gateway?.Include is true ? Explanation.Of(exchange.Record.Id, routed.Decision, routed.Sources, routed.IndexVersion, citations) : (JsonElement?)null;
        return routed.Sources.Items.IsEmpty && explanation is null
            ? null
            : new AnswerAddition(text => citations.In(text, routed.Sources.Items), explanation);
    }

    private static RequestFacts FactsOf(Exchange exchange, RoutedQuestion routed) => exchange.Facts(routed.Request.Model, routed.Request.Stream ?? false) with
    {
        Decision = routed.Decision,
        Sources = routed.Sources,
        IndexVersion = routed.IndexVersion,
    };

    /// <summary>The client's fields go along; the model is the upstream's, usage is always asked for, and what only the gateway reads stays here.</summary>
    private static ReadOnlyMemory<byte> Serialize(ChatRequest request, string model) => JsonSerializer.SerializeToUtf8Bytes(
        request with
        {
            Model = model,
            Gateway = null,
            StreamOptions = request.Stream is true ? (request.StreamOptions ?? new StreamOptions()) with { IncludeUsage = true } : request.StreamOptions,
        },
        ProtocolJson.Wire.ChatRequest);
}
