using Audit.Log;
using Audit.Records;
using Audit.Tests.Log;
using Xunit;

namespace Audit.Tests.Reading;

/// <summary>200,000 records over seven segments, written once for the tests that need many.</summary>
public sealed class LargeLog : IAsyncLifetime
{
    public const int Records = 200_000;
    private const int MeasuredFrom = 20_000;

    internal LogFolder Folder { get; } = new();

    public List<AuditId> Sample { get; } = [];

    /// <summary>Live memory after 20,000 records.</summary>
    public long MemoryBefore { get; private set; }

    /// <summary>Live memory after all records.</summary>
    public long MemoryAfter { get; private set; }

    public async ValueTask InitializeAsync()
    {
        await using AuditLog log = Folder.Open(change: options => options with { StoreContent = false });
        for (int i = 1; i <= Records; i++)
        {
            AuditId id = log.NewId();
            await log.OpenRecordAsync(Folder.Opening(id), default, default);
            await log.CloseRecordAsync(Folder.Closing(id), default);
            if (i % 10_000 == 1)
                Sample.Add(id);
            if (i == MeasuredFrom)
                MemoryBefore = GC.GetTotalMemory(forceFullCollection: true);
            if (i % 1_000 == 0)
                Folder.Time.Advance(TimeSpan.FromMinutes(10));
        }

        MemoryAfter = GC.GetTotalMemory(forceFullCollection: true);
    }

    public ValueTask DisposeAsync()
    {
        Folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
