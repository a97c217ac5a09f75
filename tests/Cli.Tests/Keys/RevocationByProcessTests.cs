using System.Diagnostics;
using State.Keys;
using Support;
using Xunit;

namespace Cli.Tests.Keys;

public sealed class RevocationByProcessTests
{
    [Fact]
    public async Task A_key_revoked_by_the_program_in_another_process_is_refused_at_once_by_an_open_ring()
    {
        using var folder = new TemporaryFolder();
        KeyStore store = KeyStore.Open(folder["state.db"], TimeProvider.System);
        IssuedKey issued = store.Create("shop", Role.App, ["*"], ["*"], null);
        using KeyRing ring = KeyRing.Open(folder["state.db"], TimeProvider.System);
        Assert.Equal(KeyOutcome.Found, ring.Find(issued.Token).Outcome);

        int code = await RunProgramAsync("keys", "revoke", issued.Key.Id, "--data", folder.Path);

        Assert.Equal(0, code);
        Assert.Equal(KeyOutcome.Revoked, ring.Find(issued.Token).Outcome);
    }

    private static async Task<int> RunProgramAsync(params string[] arguments)
    {
        string program = typeof(OperatorCommands).Assembly.Location;
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        CancellationToken stop = TestContext.Current.CancellationToken;
        await Task.WhenAll(process.StandardOutput.ReadToEndAsync(stop), process.StandardError.ReadToEndAsync(stop));
        await process.WaitForExitAsync(stop);
        return process.ExitCode;
    }
}
