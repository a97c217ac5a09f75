using Audit.Log;
using Audit.Records;
using Audit.Tests.Reading;
using Xunit;

namespace Audit.Tests.Log;

[Collection(LargeLogCollection.Name)]
public sealed class AllocationTests
{
    /// <summary>
    /// What is left is the entries' own objects (two entries, two copies that carry the digests, two digests); frames,
    /// tasks and content come from pools or from the caller. Measured 641 bytes in November 2026.
    /// </summary>
    private const int BudgetPerRecord = 720;

    [Fact]
    public async Task A_record_costs_no_more_memory_than_its_budget()
    {
        const int records = 2_000;
        using LogFolder folder = new();
        await using AuditLog log = folder.Open();
        byte[] content = new byte[1024];
        RecordOpening[] openings = [.. Enumerable.Range(0, records).Select(_ => folder.Opening(log.NewId()))];
        RecordClosing[] closings = [.. openings.Select(opening => folder.Closing(opening.Id))];
        await folder.WriteAsync(log, 100);

        long before = GC.GetTotalAllocatedBytes(precise: true);
        for (int i = 0; i < records; i++)
        {
            await log.OpenRecordAsync(openings[i], content, default);
            await log.CloseRecordAsync(closings[i], content);
        }

        long perRecord = (GC.GetTotalAllocatedBytes(precise: true) - before) / records;
        Assert.InRange(perRecord, 0, BudgetPerRecord);
    }
}
