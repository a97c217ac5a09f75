using System.Text;
using System.Text.Json;
using Audit.Log;
using Audit.Merkle;
using Audit.Records;
using Support;
using Xunit;

namespace Audit.Tests.Records;

public sealed class RecordsTests
{
    private static readonly ManualTime Time = new();

    [Fact]
    public void An_id_survives_its_text_form_and_knows_its_time()
    {
        AuditId id = AuditId.New(Time);
        Assert.StartsWith("aud_", id.ToString());
        Assert.Equal(AuditId.TextLength, id.ToString().Length);
        Assert.True(AuditId.TryParse(id.ToString(), out AuditId parsed));
        Assert.Equal(id, parsed);
        Assert.Equal(Time.GetUtcNow(), parsed.Time);
    }

    [Theory]
    [InlineData("")]
    [InlineData("aud_")]
    [InlineData("aud_0195511a2c007abc8def0123456789a")]
    [InlineData("aud_0195511A2C007ABC8DEF0123456789AB")]
    [InlineData("aud_0195511a2c004abc8def0123456789ab")]
    [InlineData("req_0195511a2c007abc8def0123456789ab")]
    [InlineData("aud_0195511a2c007abc8def0123456789ag")]
    public void Anything_but_the_one_spelling_of_an_id_is_refused(string text) => Assert.False(AuditId.TryParse(text, out _));

    [Fact]
    public void An_entry_is_json_in_snake_case_without_what_is_not_known()
    {
        AuditId id = AuditId.New(Time);
        string json = Json(new AuditEntry { Opened = new RecordOpening { Id = id, At = Time.GetUtcNow(), Endpoint = "/v1/é", ModelAsked = "m" } });
        Assert.Equal($$$"""{"v":1,"opened":{"id":"{{{id}}}","at":"2026-03-01T12:00:00+00:00","endpoint":"/v1/é","model_asked":"m"}}""", json);
    }

    [Fact]
    public void Outcomes_and_token_sources_are_words()
    {
        string json = Json(new AuditEntry
        {
            Closed = new RecordClosing
            {
                Id = AuditId.New(Time),
                At = Time.GetUtcNow(),
                Outcome = RecordOutcome.ClientCancelled,
                Tokens = new RecordedTokens { Source = TokenSource.Estimated },
            },
        });
        Assert.Contains("\"outcome\":\"client_cancelled\"", json);
        Assert.Contains("\"source\":\"estimated\"", json);
    }

    [Fact]
    public void Every_field_of_an_entry_survives()
    {
        AuditEntry entry = new() { Opened = FullOpening() };
        string json = Json(entry);
        AuditEntry read = JsonSerializer.Deserialize(json, EntryJson.Default.AuditEntry)!;
        Assert.Equal(json, Json(read));
        foreach (string name in new[] { "tenant", "threshold", "router_version", "chunk_sha256", "client_request_id", "notes", "versions", "upstream_planned" })
            Assert.Contains($"\"{name}\":", json);
    }

    [Fact]
    public void An_entry_larger_than_a_bundle_can_hold_is_refused_with_both_sizes()
    {
        RecordOpening opening = new() { Id = AuditId.New(Time), At = Time.GetUtcNow(), Endpoint = "/", Notes = [new string('x', 65_535)] };
        ArgumentException refused = Assert.Throws<ArgumentException>(() => new EntryFrame().Encode(new AuditEntry { Opened = opening }));
        Assert.Contains("65535", refused.Message);
    }

    private static string Json(AuditEntry entry)
    {
        EntryFrame frame = new();
        frame.Encode(entry);
        return Encoding.UTF8.GetString(frame.Bytes[8..]);
    }

    private static RecordOpening FullOpening() => new()
    {
        Id = AuditId.New(Time),
        At = Time.GetUtcNow(),
        Caller = new RecordCaller { KeyId = "key_1", Name = "app", Role = "app", Tenant = "north" },
        Endpoint = "/v1/chat/completions",
        RequestId = "r",
        ClientRequestId = "c",
        ModelAsked = "auto",
        Stream = true,
        Decision = new RecordedDecision
        {
            Arm = "retrieve",
            Domain = "handbook",
            Scores = [new RecordedScore("handbook", 0.75)],
            Threshold = 0.5,
            Reason = "0.75 is above 0.5",
            RouterVersion = "1",
        },
        Sources =
        [
            new RecordedSource
            {
                Label = "1", DocumentId = "d", Title = "t", Domain = "handbook", Date = "2026-01-01", Version = "v", Path = "p", Url = "u",
                Start = 1, End = 2, Score = 3.5, ChunkSha256 = Sha256Digest.Of([1]),
            },
        ],
        Notes = ["retrieval timed out after 300 ms"],
        UpstreamPlanned = "primary",
        ModelSent = "m",
        Versions = new Dictionary<string, string> { ["gateway"] = "0.1.0" },
        Prompt = ContentDigest.Of([1, 2]),
        AssembledPrompt = ContentDigest.Of([3]),
    };
}
