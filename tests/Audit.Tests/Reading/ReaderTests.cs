using Audit.Log;
using Audit.Reading;
using Audit.Records;
using Audit.Tests.Log;
using Xunit;

namespace Audit.Tests.Reading;

public sealed class ReaderTests
{
    [Fact]
    public async Task A_frame_that_its_writer_has_not_finished_is_passed_over()
    {
        using LogFolder folder = new();
        List<AuditId> ids;
        await using (AuditLog log = folder.Open())
            ids = await folder.WriteAsync(log, 2);
        byte[] all = File.ReadAllBytes(folder.Entries);
        File.WriteAllBytes(folder.Entries, all[..^3]);
        Assert.Null(folder.Find(ids[1])!.Closing);
        Assert.Equal(2, new AuditReader(folder.Folder).Newest(5).Count);
    }

    [Fact]
    public async Task An_id_that_a_client_puts_into_a_field_is_not_taken_for_the_record()
    {
        using LogFolder folder = new();
        await using AuditLog log = folder.Open();
        AuditId victim = log.NewId();
        AuditId other = log.NewId();
        await log.OpenRecordAsync(folder.Opening(other) with { ClientRequestId = $"\"id\":\"{victim}\"" }, default, default);
        await log.OpenRecordAsync(folder.Opening(victim) with { ModelAsked = "mine" }, default, default);
        Assert.Equal("mine", folder.Find(victim)!.Opening.ModelAsked);
    }

    [Fact]
    public void An_empty_folder_has_no_records()
    {
        using LogFolder folder = new();
        Assert.Null(folder.Find(AuditId.New(folder.Time)));
        Assert.Empty(new AuditReader(folder.Folder).Newest(10));
    }

    [Fact]
    public async Task A_damaged_entry_on_the_way_is_named_with_file_and_offset()
    {
        using LogFolder folder = new();
        List<AuditId> ids;
        await using (AuditLog log = folder.Open())
            ids = await folder.WriteAsync(log, 2);
        byte[] all = File.ReadAllBytes(folder.Entries);
        all[20] ^= 1;
        File.WriteAllBytes(folder.Entries, all);
        Assert.Contains("at byte 0", Assert.Throws<InvalidDataException>(() => folder.Find(ids[1])).Message);
    }
}
