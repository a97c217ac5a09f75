using Audit.Merkle;
using Audit.Reading;
using Audit.Records;
using Support;

namespace Cli.Tests.Records;

/// <summary>A record with every part filled in.</summary>
internal static class RecordFixture
{
    public static AuditRecord Full(byte[] answer)
    {
        AuditId id = AuditId.New(new ManualTime());
        return new AuditRecord
        {
            Opening = Opening(id),
            OpeningIndex = 4,
            OpeningLeaf = Sha256Digest.Of("opening"u8),
            Closing = Closing(id, answer),
            ClosingIndex = 7,
            ClosingLeaf = Sha256Digest.Of("closing"u8),
            Answer = new StoredContent(answer, MatchesHash: true),
        };
    }

    private static RecordOpening Opening(AuditId id) => new()
    {
        Id = id,
        At = new ManualTime().GetUtcNow(),
        Caller = new RecordCaller { KeyId = "key_0011", Name = "shop", Role = "App", Tenant = "acme" },
        Endpoint = "/v1/chat/completions",
        ModelAsked = "auto",
        Stream = true,
        Decision = new RecordedDecision
        {
            Arm = "retrieve", Domain = "handbook", Reason = "0.71 is above the threshold", Threshold = 0.4,
            Scores = [new RecordedScore("handbook", 0.71)],
        },
        Sources = [new RecordedSource { Label = "1", DocumentId = "handbook/leave.md", Title = "Leave", Date = "2026-01-05" }],
        Notes = ["retrieval took 12 ms"],
        Prompt = ContentDigest.Of("prompt"u8),
    };

    private static RecordClosing Closing(AuditId id, byte[] answer) => new()
    {
        Id = id,
        At = new ManualTime().GetUtcNow(),
        Outcome = RecordOutcome.Completed,
        Status = 200,
        Upstream = "local",
        Tokens = new RecordedTokens { Prompt = 10, Completion = 5, Source = TokenSource.Upstream },
        Timings = new RecordedTimings { OverheadMs = 0.25 },
        Answer = ContentDigest.Of(answer),
    };
}
