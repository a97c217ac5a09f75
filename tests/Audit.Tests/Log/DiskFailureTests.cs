using Audit.Log;
using Audit.Records;
using Audit.Verification;
using Xunit;

namespace Audit.Tests.Log;

/// <summary>The full disk is real: Linux's /dev/full refuses every write with ENOSPC.</summary>
public sealed class DiskFailureTests
{
    private const string FullDevice = "/dev/full";

    [Theory]
    [InlineData(AuditDurability.Process, true)]
    [InlineData(AuditDurability.Process, false)]
    [InlineData(AuditDurability.Power, true)]
    [InlineData(AuditDurability.Power, false)]
    public async Task A_full_disk_fails_every_append_until_there_is_room_again(AuditDurability durability, bool isContentFull)
    {
        Assert.SkipUnless(File.Exists(FullDevice), $"{FullDevice} is there on Linux only.");
        using LogFolder folder = new();
        string full = isContentFull ? folder.Content : folder.Entries;
        folder.Layout.CreateFolders();
        File.CreateSymbolicLink(full, FullDevice);
        await using (AuditLog log = folder.Open(durability))
        {
            AuditId refused = log.NewId();
            for (int i = 0; i < 3; i++)
                await Assert.ThrowsAsync<AuditUnavailableException>(async () => await log.OpenRecordAsync(folder.Opening(refused), LogFolder.Bytes("q"), default));
            Assert.Contains("could not be written", log.Status.Failure);

            File.Delete(full);
            await folder.WriteAsync(log, 2);
            await log.OpenRecordAsync(folder.Opening(refused), LogFolder.Bytes("q"), default);
            await log.CloseRecordAsync(folder.Closing(refused), default);
            Assert.Null(log.Status.Failure);
        }

        VerificationReport report = folder.Verify();
        Assert.Null(report.Fault);
        Assert.Equal((3, 6), (report.Records, report.Size));
    }
}
