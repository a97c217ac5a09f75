using Audit.Log;
using Audit.Reading;
using Audit.Records;
using Audit.Verification;
using Xunit;

namespace Audit.Tests.Log;

public sealed class AuditLogTests
{
    [Theory]
    [InlineData(AuditDurability.Process)]
    [InlineData(AuditDurability.Power)]
    public async Task A_record_is_found_with_its_content_as_soon_as_its_task_has_completed(AuditDurability durability)
    {
        using LogFolder folder = new();
        await using AuditLog log = folder.Open(durability);
        AuditId id = log.NewId();

        await log.OpenRecordAsync(folder.Opening(id), LogFolder.Bytes("question"), LogFolder.Bytes("question with sources"));
        AuditRecord inFlight = folder.Find(id)!;
        await log.CloseRecordAsync(folder.Closing(id), LogFolder.Bytes("answer"));
        AuditRecord closed = folder.Find(id)!;

        Assert.Null(inFlight.Closing);
        Assert.Equal("question"u8, inFlight.Prompt!.Bytes.Span);
        Assert.Equal("question with sources"u8, closed.AssembledPrompt!.Bytes.Span);
        Assert.Equal("answer"u8, closed.Answer!.Bytes.Span);
        Assert.True(closed.Prompt!.MatchesHash && closed.AssembledPrompt.MatchesHash && closed.Answer.MatchesHash);
        Assert.Equal(ContentDigest.Of("answer"u8) with { Stored = 6 }, closed.Closing!.Answer);
    }

    [Fact]
    public async Task A_refused_request_leaves_opening_and_closing_side_by_side()
    {
        using LogFolder folder = new();
        await using AuditLog log = folder.Open();
        AuditId id = log.NewId();
        await log.RecordWholeAsync(folder.Opening(id), folder.Closing(id) with { Outcome = RecordOutcome.Refused, Status = 400 }, LogFolder.Bytes("{"));
        AuditRecord record = folder.Find(id)!;
        Assert.Equal(RecordOutcome.Refused, record.Closing!.Outcome);
        Assert.Equal(record.OpeningIndex + 1, record.ClosingIndex);
    }

    [Fact]
    public async Task A_second_writer_is_refused_and_the_first_goes_on()
    {
        using LogFolder folder = new();
        await using AuditLog log = folder.Open();
        AuditUnavailableException refused = Assert.Throws<AuditUnavailableException>(() => folder.Open());
        Assert.Contains("has a writer already", refused.Message);
        Assert.Single(await folder.WriteAsync(log, 1));
    }

    [Fact]
    public async Task A_closing_without_an_open_record_is_refused_and_leaves_no_entry()
    {
        using LogFolder folder = new();
        await using (AuditLog log = folder.Open())
        {
            AuditId id = (await folder.WriteAsync(log, 1))[0];
            await Assert.ThrowsAsync<ArgumentException>(async () => await log.CloseRecordAsync(folder.Closing(id), default));
            await Assert.ThrowsAsync<ArgumentException>(async () => await log.CloseRecordAsync(folder.Closing(log.NewId()), default));
            await folder.WriteAsync(log, 1);
        }

        VerificationReport report = folder.Verify();
        Assert.Null(report.Fault);
        Assert.Equal(4, report.Size);
    }

    [Fact]
    public async Task Content_beyond_the_limit_is_cut_and_still_provable()
    {
        using LogFolder folder = new();
        AuditId id;
        await using (AuditLog log = folder.Open(change: options => options with { MaxContentBytes = 4 }))
        {
            id = log.NewId();
            await log.OpenRecordAsync(folder.Opening(id), LogFolder.Bytes("question"), default);
            await log.CloseRecordAsync(folder.Closing(id), default);
        }

        AuditRecord record = folder.Find(id)!;
        Assert.Equal("ques"u8, record.Prompt!.Bytes.Span);
        Assert.True(record.Prompt.MatchesHash);
        Assert.Equal(ContentDigest.Of("question"u8).Sha256, record.Opening.Prompt!.Sha256);
        Assert.Equal((8L, 4L), (record.Opening.Prompt.Size, record.Opening.Prompt.Stored));
        Assert.True(folder.Verify().IsValid);
    }

    [Fact]
    public async Task Without_stored_content_the_hashes_are_still_there()
    {
        using LogFolder folder = new();
        AuditId id;
        await using (AuditLog log = folder.Open(change: options => options with { StoreContent = false }))
            id = (await folder.WriteAsync(log, 1))[0];
        AuditRecord record = folder.Find(id)!;
        Assert.Null(record.Prompt);
        Assert.Equal(ContentDigest.Of("prompt 0"u8), record.Opening.Prompt);
        Assert.False(File.Exists(folder.Content));
    }

    [Fact]
    public async Task A_log_opened_again_goes_on_where_it_ended()
    {
        using LogFolder folder = new();
        for (int i = 0; i < 3; i++)
        {
            await using AuditLog log = folder.Open(i % 2 == 0 ? AuditDurability.Process : AuditDurability.Power);
            await folder.WriteAsync(log, 5);
        }

        VerificationReport report = folder.Verify();
        Assert.Null(report.Fault);
        Assert.Equal((30, 15), (report.Size, report.Records));
        Assert.Equal(6, report.HeadsChecked);
    }

    [Fact]
    public async Task Status_says_what_a_verifier_finds()
    {
        using LogFolder folder = new();
        await using AuditLog log = folder.Open();
        await folder.WriteAsync(log, 7);
        await log.OpenRecordAsync(folder.Opening(log.NewId()), default, default);
        await log.FlushAsync(TestContext.Current.CancellationToken);

        VerificationReport report = folder.Verify();
        Assert.Equal((report.Size, report.Root, 1), (log.Status.Size, log.Status.Root, log.Status.OpenRecords));
        Assert.NotNull(log.Status.LastFlush);
        Assert.Null(log.Status.Failure);
    }

    [Fact]
    public async Task An_opening_that_nobody_awaits_is_on_disk_after_the_next_flush()
    {
        using LogFolder folder = new();
        await using AuditLog log = folder.Open();
        AuditId id = log.NewId();
        ValueTask opened = log.OpenRecordAsync(folder.Opening(id), default, default);
        Assert.Null(folder.Find(id));
        await log.FlushAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(folder.Find(id));
        await opened;
    }

    [Fact]
    public async Task A_closed_log_refuses_appends()
    {
        using LogFolder folder = new();
        AuditLog log = folder.Open();
        await log.DisposeAsync();
        await Assert.ThrowsAsync<AuditUnavailableException>(async () => await log.OpenRecordAsync(folder.Opening(log.NewId()), default, default));
    }

    [Fact]
    public async Task More_appends_than_the_queue_may_hold_are_refused_at_once()
    {
        using LogFolder folder = new();
        await using AuditLog log = folder.Open(change: options => options with { QueueBound = 2 });
        ValueTask first = log.OpenRecordAsync(folder.Opening(log.NewId()), default, default);
        ValueTask second = log.OpenRecordAsync(folder.Opening(log.NewId()), default, default);
        ValueTask third = log.OpenRecordAsync(folder.Opening(log.NewId()), default, default);
        AuditUnavailableException refused = await Assert.ThrowsAsync<AuditUnavailableException>(async () => await third);
        Assert.Contains("QueueBound", refused.Message);
        await first;
        await second;
        await log.OpenRecordAsync(folder.Opening(log.NewId()), default, default);
    }

    [Fact]
    public void All_options_out_of_range_are_named_at_once()
    {
        using LogFolder folder = new();
        ArgumentException refused = Assert.Throws<ArgumentException>(() => folder.Open(change: options => options with
        {
            QueueBound = 0,
            MaxContentBytes = -1,
            FlushInterval = TimeSpan.FromMinutes(1),
            Origin = "a b",
        }));
        foreach (string name in new[] { "QueueBound", "MaxContentBytes", "FlushInterval", "Origin" })
            Assert.Contains(name, refused.Message);
    }

    [Theory]
    [InlineData(AuditDurability.Process)]
    [InlineData(AuditDurability.Power)]
    public async Task Many_callers_at_once_each_get_their_own_record(AuditDurability durability)
    {
        const int callers = 64;
        const int each = 50;
        using LogFolder folder = new();
        List<AuditId>[] ids;
        await using (AuditLog log = folder.Open(durability))
            ids = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(() => folder.WriteAsync(log, each))));

        VerificationReport report = folder.Verify();
        Assert.Null(report.Fault);
        Assert.Equal((callers * each, 2 * callers * each, 0), (report.Records, report.Size, report.Unclosed.Count));
        Assert.Equal(2 * callers * each, report.ContentsChecked);
        AuditRecord last = folder.Find(ids[^1][^1])!;
        Assert.Equal($"answer {each - 1}", System.Text.Encoding.UTF8.GetString(last.Answer!.Bytes.Span));
    }
}
