namespace Audit.Records;

/// <summary>
/// What is known before the first byte of an answer leaves: who asked what, what was decided, and what goes upstream.
/// A null says "not known" and is left out of the entry.
/// </summary>
public sealed record RecordOpening
{
    /// <summary>The record's id, from <c>AuditLog.NewId</c>.</summary>
    public required AuditId Id { get; init; }

    /// <summary>When the request arrived.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who asked.</summary>
    public RecordCaller? Caller { get; init; }

    /// <summary>The endpoint, for instance <c>/v1/chat/completions</c>.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The gateway's id for the request.</summary>
    public string? RequestId { get; init; }

    /// <summary>The client's own id for the request, as it sent it.</summary>
    public string? ClientRequestId { get; init; }

    /// <summary>The model named in the request.</summary>
    public string? ModelAsked { get; init; }

    /// <summary>Whether a stream was asked for.</summary>
    public bool? Stream { get; init; }

    /// <summary>What the router decided.</summary>
    public RecordedDecision? Decision { get; init; }

    /// <summary>The passages in the prompt, in the order of their labels.</summary>
    public IReadOnlyList<RecordedSource>? Sources { get; init; }

    /// <summary>What went otherwise than planned, in words, for instance "retrieval timed out after 300 ms".</summary>
    public IReadOnlyList<string>? Notes { get; init; }

    /// <summary>The upstream that is tried first.</summary>
    public string? UpstreamPlanned { get; init; }

    /// <summary>The model name sent to it.</summary>
    public string? ModelSent { get; init; }

    /// <summary>Versions of the parts that had a say: gateway, index, runtime.</summary>
    public IReadOnlyDictionary<string, string>? Versions { get; init; }

    /// <summary>The request body exactly as the client sent it; null lets the log compute it from the bytes given beside the opening.</summary>
    public ContentDigest? Prompt { get; init; }

    /// <summary>The prompt after augmentation; null as for <see cref="Prompt"/>, and when nothing was added.</summary>
    public ContentDigest? AssembledPrompt { get; init; }
}
