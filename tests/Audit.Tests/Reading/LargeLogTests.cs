using Audit.Reading;
using Audit.Verification;
using Xunit;

namespace Audit.Tests.Reading;

[Collection(LargeLogCollection.Name)]
public sealed class LargeLogTests(LargeLog log)
{
    /// <summary>An index of ids alone would take 24 bytes for each of the 180,000 records in between, 4.3 MB; a tenth of that is noise of the runtime.</summary>
    [Fact]
    public void Memory_does_not_grow_with_the_number_of_records()
        => Assert.InRange(log.MemoryAfter - log.MemoryBefore, long.MinValue, 430_000);

    [Fact]
    public void Seven_segments_of_65536_entries_verify_as_one_log()
    {
        VerificationReport report = log.Folder.Verify();
        Assert.Null(report.Fault);
        Assert.Equal((LargeLog.Records, 2L * LargeLog.Records), (report.Records, report.Size));
        Assert.Equal(7, log.Folder.Layout.Segments().Count);
    }

    [Fact]
    public void A_record_is_found_in_whichever_segment_it_lies()
    {
        for (int i = 0; i < log.Sample.Count; i++)
        {
            AuditRecord record = log.Folder.Find(log.Sample[i])!;
            Assert.Equal((20_000L * i, 20_000L * i + 1), (record.OpeningIndex, record.ClosingIndex));
        }
    }

    [Fact]
    public void The_newest_records_come_newest_first_across_segments()
    {
        IReadOnlyList<AuditRecord> newest = new AuditReader(log.Folder.Folder).Newest(10_000);
        Assert.Equal(10_000, newest.Count);
        Assert.Equal(2L * LargeLog.Records - 2, newest[0].OpeningIndex);
        Assert.Equal(2L * (LargeLog.Records - 10_000), newest[^1].OpeningIndex);
        Assert.All(newest, record => Assert.NotNull(record.Closing));
    }

    [Fact]
    public void A_missing_segment_is_reported_where_the_next_entry_should_be()
    {
        string missing = log.Folder.Layout.EntriesFile(2 * 65_536);
        File.Move(missing, missing + ".away");
        VerificationFault fault = log.Folder.Verify().Fault!;
        File.Move(missing + ".away", missing);
        Assert.Equal(131_072, fault.Index);
    }
}
