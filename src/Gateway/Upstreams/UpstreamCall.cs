using System.Collections.Immutable;
using Protocol.Frames;

namespace Gateway.Upstreams;

/// <summary>How one upstream of the chain did.</summary>
/// <param name="Upstream">Its name.</param>
/// <param name="Model">The model id it was asked for.</param>
/// <param name="Status">The HTTP status it answered with; null when it did not answer.</param>
/// <param name="Fault">What failed, when it did not answer.</param>
/// <param name="Tries">Calls made to it, the retries included.</param>
internal sealed record UpstreamAttempt(string Upstream, string Model, int? Status, UpstreamFault Fault, int Tries);

/// <summary>One request on its way to the upstreams of its chain. Used by one request only, never by two threads at once.</summary>
/// <param name="chain">Upstreams in the order in which they are asked; at least one.</param>
/// <param name="bodyFor">Writes the request body for the model id of a link.</param>
internal sealed class UpstreamCall(ImmutableArray<UpstreamTarget> chain, Func<string, ReadOnlyMemory<byte>> bodyFor)
{
    private string? _bodyModel;
    private ReadOnlyMemory<byte> _body;
    private ImmutableArray<UpstreamAttempt> _attempts = [];
    private (UpstreamTarget Target, HttpResponseMessage Response)? _declined;

    /// <summary>Upstreams in the order in which they are asked.</summary>
    public ImmutableArray<UpstreamTarget> Chain { get; } = chain;

    /// <summary>Whether the last upstream's own failure (5xx) is wanted as it is; false when the caller can answer otherwise.</summary>
    public bool KeepsLastFailure { get; init; } = true;

    /// <summary>What is asked for.</summary>
    public RequestKind Kind { get; init; }

    /// <summary>What computed the answer, when a model of this process did.</summary>
    public string? SystemFingerprint { get; set; }

    /// <summary>Calls made to the present link.</summary>
    public int Tries { get; set; }

    /// <summary>The link that answered; null until then.</summary>
    public UpstreamTarget? Answered { get; private set; }

    /// <summary>The last fault; <see cref="UpstreamFault.None"/> when an upstream answered.</summary>
    public UpstreamFault Fault { get; private set; }

    /// <summary>How each link that was asked did.</summary>
    public ImmutableArray<UpstreamAttempt> Attempts => _attempts;

    /// <summary>Timestamp (of the gateway's TimeProvider) when the first request bytes were handed over.</summary>
    public long SentAt { get; set; }

    /// <summary>Timestamp when the present link was asked: each upstream of a chain has its own total timeout.</summary>
    public long LinkAskedAt { get; set; }

    /// <summary>The answering upstream's own id of the request; null when it gave none.</summary>
    public string? UpstreamRequestId { get; set; }

    /// <summary>Timestamp when the response headers of the answering upstream were there.</summary>
    public long AnsweredAt { get; set; }

    /// <summary>The body for a link, made once per model id.</summary>
    public ReadOnlyMemory<byte> BodyFor(UpstreamTarget target)
    {
        if (_bodyModel != target.ModelId)
            (_bodyModel, _body) = (target.ModelId, bodyFor(target.ModelId));
        return _body;
    }

    /// <summary>Notes that a link answered, whether or not its answer is kept.</summary>
    public void NoteAnswer(UpstreamTarget target, int status, bool kept)
    {
        Note(new UpstreamAttempt(target.Name, target.ModelId, status, UpstreamFault.None, Tries));
        if (!kept)
            return;
        (Answered, Fault) = (target, UpstreamFault.None);
        _declined?.Response.Dispose();
    }

    /// <summary>Keeps an answer that another upstream may better, until one does; the caller who can answer otherwise wants none.</summary>
    public void Decline(UpstreamTarget target, HttpResponseMessage response)
    {
        _declined?.Response.Dispose();
        _declined = KeepsLastFailure ? (target, response) : null;
        if (!KeepsLastFailure)
            response.Dispose();
    }

    /// <summary>The last declined answer, when no upstream bettered it; it counts as the answer from now on.</summary>
    public HttpResponseMessage? TakeDeclined()
    {
        if (_declined is not { } declined)
            return null;
        (Answered, Fault) = (declined.Target, UpstreamFault.None);
        return declined.Response;
    }

    /// <summary>Notes that a link did not answer.</summary>
    public void NoteFault(UpstreamTarget target, UpstreamFault fault)
    {
        Note(new UpstreamAttempt(target.Name, target.ModelId, null, fault, Tries));
        Fault = fault;
    }

    private void Note(UpstreamAttempt attempt)
    {
        _attempts = _attempts.Add(attempt);
        Tries = 0;
    }
}
