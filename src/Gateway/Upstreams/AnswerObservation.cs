using System.Collections.Immutable;
using Audit.Merkle;
using Protocol.Frames;

namespace Gateway.Upstreams;

/// <summary>What is learned about an answer while its bytes pass: observed, never rebuilt.</summary>
internal sealed class AnswerObservation
{
    /// <summary>Choices whose finish reasons are noted; OpenAI allows 128.</summary>
    private const int MostReasons = 128;

    private ImmutableArray<string> _finishReasons = [];
    private string? _model;
    private TokenCounts? _usage;

    /// <summary>Choices that said how they ended.</summary>
    public int Finished { get; private set; }

    /// <summary>Takes note of one chunk, or of a whole body.</summary>
    public void See(ReadOnlySpan<byte> json, in ChunkScan scan)
    {
        _model ??= scan.ReadModel(json);
        _usage = scan.Usage ?? _usage;
        if (scan.Finished == 0)
            return;
        Finished += scan.Finished;
        if (scan.ReadFinishReason(json) is { } reason)
            _finishReasons = _finishReasons.Length < MostReasons ? _finishReasons.Add(reason) : _finishReasons;
    }

    /// <summary>Sums up a stream as it stands now.</summary>
    public UpstreamAnswer Conclude(int status, UpstreamFault fault, AnswerTape tape) =>
        Conclude(status, fault, tape.HashSoFar(), tape.Total, tape.Kept);

    /// <summary>Sums up an answer in one piece, of which the first <paramref name="keep"/> bytes are kept.</summary>
    public UpstreamAnswer Conclude(int status, UpstreamFault fault, ReadOnlyMemory<byte> body, int keep) =>
        Conclude(status, fault, Sha256Digest.Of(body.Span), body.Length, body[..Math.Min(body.Length, keep)]);

    private UpstreamAnswer Conclude(int status, UpstreamFault fault, Sha256Digest hash, long length, ReadOnlyMemory<byte> kept) => new()
    {
        Status = status,
        Fault = fault,
        Model = _model,
        FinishReasons = _finishReasons,
        Usage = _usage,
        BodyHash = hash,
        BodyBytes = length,
        Body = kept,
    };
}
