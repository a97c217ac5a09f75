using Audit.Merkle;
using Audit.Records;
using Gateway.Access;
using Gateway.Augmentation;
using Gateway.Routing;
using Protocol.Frames;
using System.Globalization;
using System.Text;

namespace Gateway.Recording;

/// <summary>What is known about a request when its record is opened.</summary>
internal sealed record RequestFacts
{
    /// <summary>Characters of a title path that a record keeps, so that an entry with many sources stays below the log's limit.</summary>
    private const int LongestTitle = 300;

    /// <summary>Who asked.</summary>
    public required Caller Caller { get; init; }

    /// <summary>Method and path, e.g. <c>POST /v1/chat/completions</c>.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The request id that the client was told.</summary>
    public required string RequestId { get; init; }

    /// <summary>The client's own id for the request.</summary>
    public string? ClientRequestId { get; init; }

    /// <summary>The model that the client named.</summary>
    public string? Model { get; init; }

    /// <summary>Whether the client asked for a stream.</summary>
    public bool? Stream { get; init; }

    /// <summary>What is asked for.</summary>
    public RequestKind Kind { get; init; }

    /// <summary>What was decided.</summary>
    public RoutingDecision? Decision { get; init; }

    /// <summary>What the documents contributed.</summary>
    public Sources Sources { get; init; } = Sources.None;

    /// <summary>The upstream that is asked first.</summary>
    public string? Upstream { get; init; }

    /// <summary>The upstream's own id of the model.</summary>
    public string? UpstreamModel { get; init; }

    /// <summary>Version of the index that was searched.</summary>
    public string? IndexVersion { get; init; }

    /// <summary>The opening entry for these facts.</summary>
    /// <param name="id">Id of the record.</param>
    /// <param name="at">Now.</param>
    /// <param name="prompt">The request's bytes as they came.</param>
    /// <param name="assembled">The request as it was assembled; empty when it is the client's own.</param>
    public RecordOpening ToOpening(AuditId id, DateTimeOffset at, ReadOnlyMemory<byte> prompt, ReadOnlyMemory<byte> assembled) => new()
    {
        Id = id,
        At = at,
        Caller = new RecordCaller { KeyId = Caller.Key.Id, Name = Caller.Key.Name, Role = Caller.Key.Role.ToString().ToLowerInvariant(), Tenant = Caller.Key.Tenant },
        Endpoint = Endpoint,
        RequestId = RequestId,
        ClientRequestId = ClientRequestId,
        ModelAsked = Model,
        Stream = Stream,
        Decision = Decision is null ? null : Recorded(Decision),
        Sources = Sources.Items.IsEmpty ? null : [.. Sources.Items.Select(Recorded)],
        Notes = Sources.Notes.IsEmpty ? null : Sources.Notes,
        UpstreamPlanned = Upstream,
        ModelSent = UpstreamModel,
        Versions = IndexVersion is null ? GatewayVersions.Own : GatewayVersions.With(IndexVersion),
        Prompt = ContentDigest.Of(prompt.Span),
        AssembledPrompt = assembled.IsEmpty ? null : ContentDigest.Of(assembled.Span),
    };

    private static RecordedDecision Recorded(RoutingDecision decision) => new()
    {
        Arm = decision.Arm.Name(),
        Domain = decision.Domain,
        Scores = decision.Scores.IsEmpty ? null : [.. decision.Scores.Select(score => new RecordedScore(score.Domain, score.Probability))],
        Threshold = decision.Threshold,
        Reason = decision.Reason,
        RouterVersion = decision.Version,
    };

    private static RecordedSource Recorded(Source source)
    {
        var passage = source.Passage;
        return new RecordedSource
        {
            Label = source.Label.ToString(CultureInfo.InvariantCulture),
            DocumentId = passage.DocumentId,
            Title = passage.TitlePath.Length <= LongestTitle ? passage.TitlePath : passage.TitlePath[..LongestTitle],
            Domain = passage.Domain,
            Date = passage.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Version = passage.ContentHash,
            Path = passage.Path,
            Start = passage.Start,
            End = passage.End,
            Score = passage.Score,
            ChunkSha256 = Sha256Digest.Of(Encoding.UTF8.GetBytes(passage.Text)),
        };
    }
}
