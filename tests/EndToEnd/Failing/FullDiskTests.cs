using System.Diagnostics;
using EndToEnd.Running;
using Support;
using Xunit;

namespace EndToEnd.Failing;

/// <summary>The log's folder on a file system of its own that runs full: no record, no answer, and life goes on when there is room again.</summary>
public sealed class FullDiskTests(SampleGateway samples)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_a_full_disk_requests_are_refused_and_answered_again_when_there_is_room()
    {
        using var folder = new TemporaryFolder();
        samples.CopyDocumentsTo(folder.Path);
        string audit = Directory.CreateDirectory(folder["audit"]).FullName;
        Assert.SkipUnless(Run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", audit), "a small file system can be mounted by root on Linux only");
        try
        {
            await using GatewayProcess gateway = await GatewayProcess.StartAsync(
                new GatewaySettings { DataFolder = folder.Path, Environment = Patience.Settings }, Stop);
            using var client = new ApiClient(gateway.Root, GatewayProcess.AppKey);
            string question = SampleQuestion.Of("document")[1].Text;
            Assert.Equal(200, (await client.AskAsync("auto", question)).Status);
            Fill(Path.Combine(audit, "filler"));

            ApiAnswer refused = await client.AskAsync("auto", question);
            ApiAnswer alive = await client.GetAsync("health/live");
            File.Delete(Path.Combine(audit, "filler"));
            ApiAnswer again = await Polling.ForAsync("an answer once there is room", TimeSpan.FromSeconds(30), async () =>
            {
                ApiAnswer answer = await client.AskAsync("auto", question);
                return answer.Status == 200 ? answer : null;
            });

            Assert.Equal(503, refused.Status);
            Assert.Contains("recorded", (string?)refused.Json["error"]!["message"]);
            Assert.Equal(200, alive.Status);
            ProgramResult verified = await ChildProgram.CliAsync(folder.Path, "audit", "verify");
            Assert.True(verified.ExitCode == 0, verified.Output + verified.Errors);
            Assert.NotEmpty(again.AuditId);
        }
        finally
        {
            Run("umount", "-l", audit);
        }
    }

    /// <summary>Takes all room that is left.</summary>
    private static void Fill(string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            for (byte[] block = new byte[4096]; ; file.Write(block))
            {
            }
        }
        catch (IOException)
        {
            // No room is left: that is what was wanted.
        }
    }

    private static bool Run(string command, params string[] arguments)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!; // a command that starts is a process
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // no such command
        }
    }
}
