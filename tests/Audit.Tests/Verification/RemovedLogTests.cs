using Audit.Log;
using Audit.Tests.Log;
using Audit.Verification;
using Xunit;

namespace Audit.Tests.Verification;

public sealed class RemovedLogTests
{
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task A_log_whose_heads_were_removed_does_not_open_again(bool removesHead, bool removesLines)
    {
        using LogFolder folder = new();
        await WriteAsync(folder, 3);
        if (removesHead)
            File.Delete(folder.Layout.HeadFile);
        if (removesLines)
            File.Delete(folder.Layout.HeadsFile);

        AuditUnavailableException refusal = Assert.Throws<AuditUnavailableException>(() => folder.Open());

        Assert.Contains("removed", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_emptied_folder_does_not_verify()
    {
        using LogFolder folder = new();
        await WriteAsync(folder, 3);
        foreach (string file in Directory.GetFiles(folder.Folder, "*", SearchOption.AllDirectories))
            File.Delete(file);

        Assert.Equal("head.json", folder.Verify().Fault?.File);
    }

    [Fact]
    public async Task A_grown_log_agrees_with_a_head_that_was_noted_before()
    {
        using LogFolder folder = new();
        await WriteAsync(folder, 3);
        NotedHead noted = Note(folder);
        await WriteAsync(folder, 2);

        Assert.Null(AuditVerifier.Verify(folder.Folder, noted).Fault);
    }

    [Fact]
    public async Task A_log_that_was_replaced_by_an_older_copy_or_by_another_does_not_agree_with_a_noted_head()
    {
        using LogFolder folder = new();
        await WriteAsync(folder, 3);
        using LogFolder older = folder.Copy();
        await WriteAsync(folder, 2);
        NotedHead noted = Note(folder);
        using LogFolder other = new();
        await WriteAsync(other, 5);

        Assert.NotNull(AuditVerifier.Verify(older.Folder, noted).Fault);
        Assert.Contains("as it was noted", AuditVerifier.Verify(other.Folder, noted).Fault?.Expected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12")]
    [InlineData("-1:16c977760767c55a09b4bf8109f30413189617b99dd97aa2108aa60f40ea41c9")]
    [InlineData("12:16c9")]
    public void A_noted_head_of_another_form_is_refused(string text) => Assert.False(NotedHead.TryParse(text, out _));

    private static NotedHead Note(LogFolder folder)
    {
        VerificationReport report = folder.Verify();
        Assert.True(NotedHead.TryParse(new NotedHead(report.Size, report.Root).ToString(), out NotedHead noted));
        return noted;
    }

    private static async Task WriteAsync(LogFolder folder, int records)
    {
        await using AuditLog log = folder.Open();
        await folder.WriteAsync(log, records);
    }
}
