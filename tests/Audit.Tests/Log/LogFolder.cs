using Audit.Files;
using Audit.Log;
using Audit.Reading;
using Audit.Records;
using Audit.Verification;
using Microsoft.Extensions.Logging.Abstractions;
using Support;

namespace Audit.Tests.Log;

/// <summary>
/// A log for one test. Lies in memory where the system offers that (these tests are about bytes, and thousands of flushes
/// to a disk would only make them slow); its clock stands still unless a test moves it.
/// </summary>
internal sealed class LogFolder : IDisposable
{
    private const string MemoryFileSystem = "/dev/shm";

    public LogFolder()
    {
        string parent = Directory.Exists(MemoryFileSystem) ? MemoryFileSystem : Path.GetTempPath();
        Folder = Path.Combine(parent, $"audit-test-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Folder);
    }

    public string Folder { get; }

    public ManualTime Time { get; } = new();

    public LogLayout Layout => new(Folder);

    public string Entries => Layout.EntriesFile(0);

    public string Content => Layout.ContentFile(0);

    /// <summary>Opens the log. Heads are written at opening, flush and disposal only: the manual clock never lets one fall due.</summary>
    public AuditLog Open(AuditDurability durability = AuditDurability.Process, Func<AuditLogOptions, AuditLogOptions>? change = null)
    {
        AuditLogOptions options = new() { Folder = Folder, Durability = durability, FlushInterval = TimeSpan.FromSeconds(10) };
        return AuditLog.Open(change is null ? options : change(options), Time, NullLogger<AuditLog>.Instance);
    }

    /// <summary>Writes whole records and returns their ids.</summary>
    public async Task<List<AuditId>> WriteAsync(AuditLog log, int records)
    {
        List<AuditId> ids = [];
        for (int i = 0; i < records; i++)
        {
            AuditId id = log.NewId();
            await log.OpenRecordAsync(Opening(id), Bytes($"prompt {i}"), default);
            await log.CloseRecordAsync(Closing(id), Bytes($"answer {i}"));
            ids.Add(id);
        }

        return ids;
    }

    /// <summary>What a process leaves behind that is killed now: a copy of the files as they are.</summary>
    public LogFolder Copy()
    {
        LogFolder copy = new();
        foreach (string path in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Where(path => path != Layout.LockFile))
        {
            string target = Path.Combine(copy.Folder, Path.GetRelativePath(Folder, path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(path, target);
        }

        return copy;
    }

    public RecordOpening Opening(AuditId id) => new() { Id = id, At = Time.GetUtcNow(), Endpoint = "/v1/chat/completions" };

    public RecordClosing Closing(AuditId id) => new() { Id = id, At = Time.GetUtcNow(), Outcome = RecordOutcome.Completed };

    public VerificationReport Verify() => AuditVerifier.Verify(Folder);

    public AuditRecord? Find(AuditId id) => new AuditReader(Folder).Find(id);

    /// <summary>The frames of the first segment, each with its header.</summary>
    public List<byte[]> Frames()
    {
        List<byte[]> frames = [];
        byte[] all = File.ReadAllBytes(Entries);
        for (int offset = 0; offset < all.Length; offset += frames[^1].Length)
            frames.Add(all[offset..(offset + Frame.HeaderSize + BitConverter.ToInt32(all, offset))]);
        return frames;
    }

    public static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
