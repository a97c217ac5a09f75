using System.Collections.Immutable;
using Audit.Merkle;
using Protocol.Frames;

namespace Gateway.Upstreams;

/// <summary>What an upstream answered, as far as it got; made when the answer ended or was given up.</summary>
internal sealed record UpstreamAnswer
{
    /// <summary>HTTP status that the client was given.</summary>
    public required int Status { get; init; }

    /// <summary>What broke; <see cref="UpstreamFault.None"/> for a complete answer.</summary>
    public UpstreamFault Fault { get; init; }

    /// <summary>The model that the upstream says it used; null when it did not say.</summary>
    public string? Model { get; init; }

    /// <summary>The first finish reason of each chunk or body that had one, mapped to the documented ones.</summary>
    public ImmutableArray<string> FinishReasons { get; init; } = [];

    /// <summary>Token counts as the upstream reported them; null when it did not.</summary>
    public TokenCounts? Usage { get; init; }

    /// <summary>SHA-256 of every byte of the body that the client was given.</summary>
    public required Sha256Digest BodyHash { get; init; }

    /// <summary>Bytes of that body.</summary>
    public required long BodyBytes { get; init; }

    /// <summary>The body itself, cut at the configured limit. Belongs to the tape; copy it before the request ends.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }
}
