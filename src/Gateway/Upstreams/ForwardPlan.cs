using System.Collections.Immutable;
using System.Text.Json;
using Protocol.Chat;

namespace Gateway.Upstreams;

/// <summary>How one answer is to be carried from an upstream to the client, and who must know of its beginning and end.</summary>
internal sealed record ForwardPlan
{
    /// <summary>The request on its way.</summary>
    public required UpstreamCall Call { get; init; }

    /// <summary>Whether the client asked for a stream.</summary>
    public required bool IsStream { get; init; }

    /// <summary>Whether usage reported in a stream is passed on; it is always asked for.</summary>
    public required bool ClientAskedForUsage { get; init; }

    /// <summary>Most bytes of the answer that are kept for the record.</summary>
    public required int KeepBytes { get; init; }

    /// <summary>Awaited before the first byte of a stream leaves; sets the gateway's own headers.</summary>
    public required Func<ValueTask> OnBegin { get; init; }

    /// <summary>Awaited before the end of a stream is signalled.</summary>
    public required Func<UpstreamAnswer, ValueTask> OnEnd { get; init; }

    /// <summary>Awaited before an answer in one piece leaves, in the place of the other two.</summary>
    public required Func<UpstreamAnswer, ValueTask> OnWhole { get; init; }

    /// <summary>What the gateway adds to the answer; null for a request that is only passed through.</summary>
    public AnswerAddition? Addition { get; init; }
}

/// <summary>What the gateway adds to an answer that it supplied sources for.</summary>
/// <param name="Cite">Annotations for the answer's text.</param>
/// <param name="Explanation">The <c>x_gateway</c> object; null when the client did not ask for it.</param>
internal sealed record AnswerAddition(Func<string, ImmutableArray<Annotation>> Cite, JsonElement? Explanation);
