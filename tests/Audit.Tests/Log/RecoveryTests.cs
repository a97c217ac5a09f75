using Audit.Files;
using Audit.Log;
using Audit.Records;
using Audit.Verification;
using Xunit;

namespace Audit.Tests.Log;

public sealed class RecoveryTests
{
    [Fact]
    public async Task Records_in_flight_when_the_process_died_are_closed_as_interrupted()
    {
        using LogFolder live = new();
        await using AuditLog log = live.Open();
        AuditId closed = (await live.WriteAsync(log, 1))[0];
        AuditId open = log.NewId();
        await log.OpenRecordAsync(live.Opening(open), LogFolder.Bytes("question"), default);
        using LogFolder killed = live.Copy();

        await killed.Open().DisposeAsync();

        Assert.Equal(RecordOutcome.Completed, killed.Find(closed)!.Closing!.Outcome);
        Assert.Equal(RecordOutcome.Interrupted, killed.Find(open)!.Closing!.Outcome);
        VerificationReport report = killed.Verify();
        Assert.Null(report.Fault);
        Assert.Equal((1, 0), (report.Interrupted, report.Unclosed.Count));
    }

    [Fact]
    public async Task Records_opened_before_the_last_head_are_closed_too()
    {
        using LogFolder live = new();
        await using AuditLog log = live.Open();
        AuditId open = log.NewId();
        await log.OpenRecordAsync(live.Opening(open), default, default);
        await log.FlushAsync(TestContext.Current.CancellationToken);
        using LogFolder killed = live.Copy();
        await killed.Open().DisposeAsync();
        Assert.Equal(RecordOutcome.Interrupted, killed.Find(open)!.Closing!.Outcome);
        Assert.True(killed.Verify().IsValid);
    }

    [Fact]
    public async Task A_tail_torn_at_any_byte_is_cut_back_to_the_last_whole_entry()
    {
        using LogFolder live = new();
        await using AuditLog log = live.Open();
        await live.WriteAsync(log, 2);
        int[] ends = EndsOf(live.Frames());
        for (int cut = 0; cut <= ends[^1]; cut++)
        {
            using LogFolder torn = live.Copy();
            Truncate(torn.Entries, cut);
            await torn.Open().DisposeAsync();

            VerificationReport report = torn.Verify();
            Assert.Null(report.Fault);
            int whole = ends.Count(end => end <= cut);
            bool isOpen = whole % 2 == 1;
            bool isTorn = cut > ends.Append(0).Where(end => end <= cut).Max();
            bool hasLostContent = whole < ends.Length;
            int told = isTorn || isOpen || hasLostContent ? 1 : 0;
            Assert.Equal(whole + told + (isOpen ? 1 : 0), report.Size);
        }
    }

    [Fact]
    public async Task An_entry_whose_content_was_torn_at_any_byte_is_cut_with_it()
    {
        using LogFolder live = new();
        await using AuditLog log = live.Open();
        await live.WriteAsync(log, 1);
        long length = new FileInfo(live.Content).Length;
        for (int cut = 0; cut < length; cut++)
        {
            using LogFolder torn = live.Copy();
            Truncate(torn.Content, cut);
            await torn.Open().DisposeAsync();
            VerificationReport report = torn.Verify();
            Assert.Null(report.Fault);
            Assert.True(report.Records <= 1 && report.Unclosed.Count == 0);
            Assert.NotEmpty(Directory.GetFiles(torn.Layout.CutFolder));
        }
    }

    [Fact]
    public async Task The_log_tells_what_was_cut_and_keeps_it_aside()
    {
        using LogFolder live = new();
        await using AuditLog log = live.Open();
        await live.WriteAsync(log, 1);
        using LogFolder torn = live.Copy();
        File.AppendAllText(torn.Entries, "torn");
        await torn.Open().DisposeAsync();

        AuditEntry told = Parse(torn.Frames()[2]);
        Assert.Equal(4, told.Recovered!.CutBytes);
        Assert.Equal(Audit.Merkle.Sha256Digest.Of("torn"u8), told.Recovered.CutSha256);
        Assert.Equal("torn", File.ReadAllText(Directory.GetFiles(torn.Layout.CutFolder).Single()));
    }

    [Fact]
    public async Task A_log_cut_below_its_head_does_not_open()
    {
        using LogFolder folder = new();
        await using (AuditLog log = folder.Open())
            await folder.WriteAsync(log, 3);
        Truncate(folder.Entries, new FileInfo(folder.Entries).Length - 1);
        AuditUnavailableException refused = Assert.Throws<AuditUnavailableException>(() => folder.Open());
        Assert.Contains("shortened", refused.Message);
    }

    [Fact]
    public async Task A_log_whose_head_was_replaced_by_an_older_one_does_not_open_shorter()
    {
        using LogFolder folder = new();
        await folder.Open().DisposeAsync();
        byte[] older = File.ReadAllBytes(folder.Layout.HeadFile);
        await using (AuditLog log = folder.Open())
            await folder.WriteAsync(log, 3);
        File.WriteAllBytes(folder.Layout.HeadFile, older);
        Truncate(folder.Entries, 10);
        AuditUnavailableException refused = Assert.Throws<AuditUnavailableException>(() => folder.Open());
        Assert.Contains("only 0 are there", refused.Message);
    }

    [Fact]
    public async Task A_torn_line_of_heads_is_cut_and_does_not_spoil_the_next()
    {
        using LogFolder folder = new();
        await folder.Open().DisposeAsync();
        File.AppendAllText(folder.Layout.HeadsFile, "0123abcd 2026");
        Assert.True(folder.Verify().IsValid);
        await using (AuditLog log = folder.Open())
            await folder.WriteAsync(log, 1);
        Assert.Null(folder.Verify().Fault);
    }

    private static int[] EndsOf(List<byte[]> frames)
    {
        int end = 0;
        return [.. frames.Select(frame => end += frame.Length)];
    }

    private static AuditEntry Parse(byte[] frame)
        => System.Text.Json.JsonSerializer.Deserialize(frame.AsSpan(Frame.HeaderSize), EntryJson.Default.AuditEntry)!;

    private static void Truncate(string path, long length)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.SetLength(length);
    }
}
