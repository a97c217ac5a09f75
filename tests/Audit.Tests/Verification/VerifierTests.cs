using Audit.Files;
using Audit.Log;
using Audit.Merkle;
using Audit.Records;
using Audit.Tests.Log;
using Audit.Verification;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Audit.Tests.Verification;

public sealed class VerifierTests
{
    [Fact]
    public async Task Any_changed_byte_of_the_entries_is_noticed()
    {
        using LogFolder folder = await ClosedLog(8);
        byte[] sound = File.ReadAllBytes(folder.Entries);
        Gen<(int At, int Mask)> change = from at in Gen.Choose(0, sound.Length - 1) from mask in Gen.Choose(1, 255) select (at, mask);
        Prop.ForAll(change.ToArbitrary(), flip => !IsValidWith(folder, folder.Entries, sound, flip.At, flip.Mask))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));
        File.WriteAllBytes(folder.Entries, sound);
        Assert.True(folder.Verify().IsValid);
    }

    [Fact]
    public async Task Every_changed_byte_of_content_and_heads_is_noticed()
    {
        using LogFolder folder = await ClosedLog(3);
        foreach (string path in new[] { folder.Content, folder.Layout.HeadsFile, folder.Layout.HeadFile })
        {
            byte[] sound = File.ReadAllBytes(path);
            for (int at = 0; at < sound.Length; at++)
            {
                if (path == folder.Layout.HeadFile && sound[at] is (byte)' ' or (byte)'\n')
                    continue; // JSON's white space means nothing
                Assert.False(IsValidWith(folder, path, sound, at, 0x15), $"{Path.GetFileName(path)} byte {at} of {sound.Length}");
            }

            File.WriteAllBytes(path, sound);
        }

        Assert.True(folder.Verify().IsValid);
    }

    [Fact]
    public async Task A_changed_entry_is_reported_where_it_lies()
    {
        using LogFolder folder = await ClosedLog(4);
        List<byte[]> frames = folder.Frames();
        frames[3][^2] ^= 1;
        Write(folder, frames);
        VerificationFault fault = folder.Verify().Fault!;
        Assert.Equal(("entries/000000000000.log", 3L, (long)frames.Take(3).Sum(frame => frame.Length)), (fault.File, fault.Index, fault.Offset));
        Assert.Contains("checksum", fault.Found);
    }

    [Fact]
    public async Task An_entry_rewritten_with_a_fitting_checksum_is_noticed_at_the_next_head()
    {
        using LogFolder folder = await ClosedLog(4);
        List<byte[]> frames = folder.Frames();
        Span<byte> payload = frames[2].AsSpan(Frame.HeaderSize);
        int at = payload.IndexOf("completions"u8);
        payload[at] = (byte)'C';
        Frame.WriteHeader(frames[2], payload.Length, Frame.Checksum(payload));
        Write(folder, frames);
        VerificationFault fault = folder.Verify().Fault!;
        Assert.Equal(("heads.log", 8L), (fault.File, fault.Index));
    }

    [Fact]
    public async Task A_truncated_log_is_reported_at_its_first_missing_record()
    {
        using LogFolder folder = await ClosedLog(4);
        List<byte[]> frames = folder.Frames();
        Write(folder, frames[..5]);
        VerificationFault fault = folder.Verify().Fault!;
        Assert.Equal(("entries/000000000000.log", 5L, (long)frames.Take(5).Sum(frame => frame.Length)), (fault.File, fault.Index, fault.Offset));
        Assert.Equal("the end of the file", fault.Found);
    }

    [Fact]
    public async Task A_dropped_opening_is_reported_at_the_closing_that_lacks_it()
    {
        using LogFolder folder = await ClosedLog(4);
        List<byte[]> frames = folder.Frames();
        frames.RemoveAt(4);
        Write(folder, frames);
        VerificationFault fault = folder.Verify().Fault!;
        Assert.Equal(4, fault.Index);
        Assert.Contains("its opening is missing", fault.Found);
    }

    [Fact]
    public async Task A_swapped_pair_is_reported_at_its_first_entry()
    {
        using LogFolder folder = await ClosedLog(4);
        List<byte[]> frames = folder.Frames();
        (frames[4], frames[5]) = (frames[5], frames[4]);
        Write(folder, frames);
        Assert.Equal(4, folder.Verify().Fault!.Index);
    }

    [Fact]
    public async Task A_repeated_entry_is_reported()
    {
        using LogFolder folder = await ClosedLog(4);
        List<byte[]> frames = folder.Frames();
        frames.Insert(4, frames[3]);
        Write(folder, frames);
        Assert.Equal(4, folder.Verify().Fault!.Index);
    }

    [Fact]
    public async Task Removed_heads_are_noticed()
    {
        using LogFolder folder = await ClosedLog(2);
        File.WriteAllText(folder.Layout.HeadsFile, string.Empty);
        Assert.Equal("heads.log", folder.Verify().Fault!.File);
        File.Delete(folder.Layout.HeadFile);
        Assert.Equal("head.json", folder.Verify().Fault!.File);
    }

    [Fact]
    public async Task Removed_content_is_noticed_at_the_entry_that_refers_to_it()
    {
        using LogFolder folder = await ClosedLog(2);
        File.Delete(folder.Content);
        VerificationFault fault = folder.Verify().Fault!;
        Assert.Equal(("content/000000000000.bin", 0L), (fault.File, fault.Index));
    }

    [Fact]
    public async Task A_log_verifies_while_it_is_being_written()
    {
        using LogFolder folder = new();
        await using AuditLog log = folder.Open();
        Task<List<AuditId>> writing = Task.Run(() => folder.WriteAsync(log, 2_000));
        VerificationReport report;
        do
        {
            report = folder.Verify();
            Assert.Null(report.Fault);
        }
        while (!writing.IsCompleted);
        Assert.Equal(2_000, (await writing).Count);
    }

    [Fact]
    public async Task A_record_is_proved_against_the_head()
    {
        using LogFolder folder = new();
        List<AuditId> ids;
        await using (AuditLog log = folder.Open())
            ids = await folder.WriteAsync(log, 11);
        foreach (AuditId id in ids)
        {
            RecordVerification proof = AuditVerifier.VerifyRecord(folder.Folder, id)!;
            Assert.Null(proof.Fault);
            Assert.True(proof.IsUnderHead);
            Assert.Equal(22, proof.TreeSize);
            Assert.True(InclusionProof.Verify(proof.Record.OpeningLeaf, proof.Record.OpeningIndex, 22, proof.OpeningProof, proof.Root));
            Assert.True(InclusionProof.Verify(proof.Record.ClosingLeaf!.Value, proof.Record.ClosingIndex!.Value, 22, proof.ClosingProof!, proof.Root));
        }

        Assert.Null(AuditVerifier.VerifyRecord(folder.Folder, AuditId.New(folder.Time)));
    }

    [Fact]
    public async Task A_record_in_a_log_with_another_entry_rewritten_is_not_proved()
    {
        using LogFolder folder = new();
        List<AuditId> ids;
        await using (AuditLog log = folder.Open())
            ids = await folder.WriteAsync(log, 4);
        List<byte[]> frames = folder.Frames();
        Span<byte> payload = frames[2].AsSpan(Frame.HeaderSize);
        payload[payload.IndexOf("completions"u8)] = (byte)'C';
        Frame.WriteHeader(frames[2], payload.Length, Frame.Checksum(payload));
        Write(folder, frames);
        Assert.Contains("root", AuditVerifier.VerifyRecord(folder.Folder, ids[3])!.Fault!.Expected);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named()
        => Assert.Contains("nowhere", Assert.Throws<DirectoryNotFoundException>(() => AuditVerifier.Verify("nowhere")).Message);

    private static async Task<LogFolder> ClosedLog(int records)
    {
        LogFolder folder = new();
        await using AuditLog log = folder.Open();
        await folder.WriteAsync(log, records);
        return folder;
    }

    private static bool IsValidWith(LogFolder folder, string path, byte[] sound, int at, int mask)
    {
        byte[] changed = [.. sound];
        changed[at] ^= (byte)mask;
        File.WriteAllBytes(path, changed);
        return folder.Verify().IsValid;
    }

    private static void Write(LogFolder folder, IEnumerable<byte[]> frames)
        => File.WriteAllBytes(folder.Entries, [.. frames.SelectMany(frame => frame)]);
}
