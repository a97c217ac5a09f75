using System.Diagnostics;
using Audit.Bench;
using Audit.Log;
using Audit.Records;
using Microsoft.Extensions.Logging.Abstractions;

// What one record costs: opening and closing, 1 kB of prompt and answer, appended by many tasks at once.
// Usage: dotnet run -c Release --project bench/Audit [records] [appenders] [folder]
int records = args.Length > 0 ? int.Parse(args[0]) : 200_000;
int appenders = args.Length > 1 ? int.Parse(args[1]) : 64;
string root = args.Length > 2 ? args[2] : Directory.CreateTempSubdirectory("audit-bench-").FullName;
byte[] content = new byte[1024];
Random.Shared.NextBytes(content);

Console.WriteLine($"{records} records, {appenders} appenders, {Environment.ProcessorCount} cores, fsync of 4 kB p50 {FsyncMedian():F2} ms");
await Measure(AuditDurability.Process, Math.Min(records, 20_000), "warm-up");
await Measure(null, records, "no log"); // the benchmark's own share, to be taken off the rows below
await Measure(AuditDurability.Process, records, "process");
await Measure(AuditDurability.Power, Math.Min(records, 20_000), "power");
Directory.Delete(root, recursive: true);

async Task Measure(AuditDurability? durability, int count, string name)
{
    AuditLogOptions options = new() { Folder = Path.Combine(root, name), Durability = durability ?? AuditDurability.Process };
    await using AuditLog log = AuditLog.Open(options, TimeProvider.System, NullLogger<AuditLog>.Instance);
    using Process self = Process.GetCurrentProcess();
    TimeSpan cpu = self.TotalProcessorTime;
    long allocated = GC.GetTotalAllocatedBytes(precise: true);
    Stopwatch clock = Stopwatch.StartNew();
    int left = count;
    await Task.WhenAll(Enumerable.Range(0, appenders).Select(_ => Task.Run(async () =>
    {
        while (Interlocked.Decrement(ref left) >= 0)
        {
            AuditId id = log.NewId();
            RecordOpening opening = SampleRecord.Opening(id, TimeProvider.System.GetUtcNow());
            ValueTask opened = durability is null ? default : log.OpenRecordAsync(opening, content, default);
            await Task.Yield(); // the upstream's time, in which others get their turn
            await opened;
            RecordClosing closing = SampleRecord.Closing(id, TimeProvider.System.GetUtcNow());
            await (durability is null ? default : log.CloseRecordAsync(closing, content));
        }
    })));
    self.Refresh();
    double spent = (self.TotalProcessorTime - cpu).TotalMicroseconds / count;
    double bytes = (GC.GetTotalAllocatedBytes(precise: true) - allocated) / (double)count;
    Console.WriteLine($"{name,-8} {spent,6:F1} us CPU a record, {bytes,6:F0} B allocated, {count / clock.Elapsed.TotalSeconds,8:F0} records/s, heap {GC.GetTotalMemory(true) / 1024 / 1024} MB, last flush {log.Status.LastFlush?.TotalMilliseconds:F2} ms");
}

double FsyncMedian()
{
    using FileStream file = new(Path.Combine(root, "probe"), FileMode.Create, FileAccess.Write, FileShare.None, 0);
    List<double> times = [];
    for (int i = 0; i < 200; i++)
    {
        file.Write(new byte[4096]);
        long start = Stopwatch.GetTimestamp();
        file.Flush(flushToDisk: true);
        times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    times.Sort();
    return times[times.Count / 2];
}
