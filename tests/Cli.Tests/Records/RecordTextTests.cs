using Audit.Reading;
using Cli.Records;
using Xunit;

namespace Cli.Tests.Records;

public sealed class RecordTextTests
{
    [Fact]
    public void Everything_that_explains_an_answer_is_shown()
    {
        AuditRecord record = RecordFixture.Full("Twenty days [1]."u8.ToArray());

        string text = RecordText.Write(record);

        Assert.All(
            [
                record.Opening.Id.ToString(), "shop (key_0011, App)", "acme", "/v1/chat/completions, streaming", "retrieve",
                "0.71 is above the threshold", "0.71  handbook", "Leave, 2026-01-05", "handbook/leave.md", "completed",
                "10 prompt, 5 answer, upstream", "0.25 ms", "retrieval took 12 ms", "Twenty days [1].",
            ],
            part => Assert.Contains(part, text));
    }

    [Fact]
    public void What_nobody_stated_leaves_no_line()
    {
        Assert.DoesNotContain("client's id", RecordText.Write(RecordFixture.Full([])));
    }

    [Fact]
    public void A_record_in_flight_says_so()
    {
        AuditRecord record = RecordFixture.Full([]) with { Closing = null, ClosingIndex = null, ClosingLeaf = null, Answer = null };

        Assert.Contains("in_flight", RecordText.Write(record));
    }

    [Fact]
    public void Stored_bytes_that_are_not_the_recorded_ones_are_pointed_out()
    {
        AuditRecord record = RecordFixture.Full("x"u8.ToArray());
        record = record with { Answer = new StoredContent("y"u8.ToArray(), MatchesHash: false) };

        Assert.Contains("NO: the stored bytes", RecordText.Write(record));
    }

    [Fact]
    public void Content_that_is_only_a_hash_says_so()
    {
        Assert.Contains("only its hash", RecordText.Write(RecordFixture.Full([])));
    }

    [Fact]
    public void An_answer_cannot_take_over_the_terminal()
    {
        string text = RecordText.Write(RecordFixture.Full("\e]0;title\a\e[1A"u8.ToArray()));

        Assert.DoesNotContain('\e', text);
        Assert.DoesNotContain('\a', text);
    }
}
