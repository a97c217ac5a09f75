using System.Runtime.ExceptionServices;
using Gateway.Errors;
using Yarp.ReverseProxy.Forwarder;

namespace Gateway.Upstreams;

/// <summary>How forwarding a request ended.</summary>
internal enum ForwardOutcome
{
    /// <summary>An answer went to the client, complete or broken off; its record was closed on the way.</summary>
    Answered,

    /// <summary>No upstream gave an answer; nothing was sent to the client yet.</summary>
    NothingAnswered,

    /// <summary>The client left before the end.</summary>
    ClientLeft,
}

/// <summary>Sends through YARP's forwarder: it carries bodies, back-pressure, cancellation and aborts.</summary>
internal sealed class Forwarding(IHttpForwarder forwarder, UpstreamTransport transport, TimeProvider time) : IDisposable
{
    /// <summary>A valid address that is never used: each link of the chain has its own.</summary>
    private const string AnyPrefix = "http://upstream.invalid";

    /// <summary>Our own clocks bound every wait; YARP's would answer without a word.</summary>
    private static readonly ForwarderRequestConfig Config = new() { ActivityTimeout = TimeSpan.FromHours(25) };

    private readonly HttpMessageInvoker _invoker = new(transport);

    /// <summary>Forwards and returns when the answer is through, or when there will be none.</summary>
    /// <exception cref="BrokenAnswerException">The answer broke off after it began; the client has its error event.</exception>
    /// <returns>The outcome and, for a client that left, what it was given until then.</returns>
    public async ValueTask<(ForwardOutcome Outcome, UpstreamAnswer? Partial)> ForwardAsync(HttpContext context, ForwardPlan plan, ForwardTransformer transformer)
    {
        var error = await forwarder.SendAsync(context, AnyPrefix, _invoker, Config, transformer, CancellationToken.None);
        if (transformer.StreamFault != UpstreamFault.None)
            throw new BrokenAnswerException($"The upstream's answer failed: {transformer.StreamFault.Describe()}.");
        if (error == ForwarderError.None)
            return (ForwardOutcome.Answered, null);
        if (context.RequestAborted.IsCancellationRequested)
            return (ForwardOutcome.ClientLeft, transformer.SoFar(context.Response.StatusCode));
        if (context.Response.HasStarted)
            return (ForwardOutcome.Answered, transformer.SoFar(context.Response.StatusCode));
        if (plan.Call.Answered is not null && context.GetForwarderErrorFeature()?.Exception is { } failure)
            ExceptionDispatchInfo.Throw(failure); // An upstream answered, and the gateway failed at its own part.
        return (ForwardOutcome.NothingAnswered, null);
    }

    /// <summary>The transformer for a plan; the caller disposes it when the record is closed.</summary>
    public ForwardTransformer Transformer(ForwardPlan plan) => new(plan, time);

    /// <inheritdoc/>
    public void Dispose() => _invoker.Dispose();
}
