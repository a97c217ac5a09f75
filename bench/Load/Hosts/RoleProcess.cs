using System.Diagnostics;

namespace Load.Hosts;

/// <summary>This program again, as a process of its own in one of its roles. Ended when disposed.</summary>
internal sealed class RoleProcess : IAsyncDisposable
{
    public const string Upstream = "upstream";
    public const string Yarp = "yarp";

    private readonly Process _process;

    private RoleProcess(Process process, Uri baseUrl) => (_process, BaseUrl) = (process, baseUrl);

    /// <summary>The address that clients are given, with the <c>/v1</c>.</summary>
    public Uri BaseUrl { get; }

    public int Id => _process.Id;

    /// <summary>Starts a role and returns when it accepts connections: it prints its address then.</summary>
    public static async Task<RoleProcess> StartAsync(params IEnumerable<string> role)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(RoleProcess).Assembly.Location, .. role])
        {
            RedirectStandardOutput = true,
        };
        Process process = Process.Start(start) ?? throw new InvalidOperationException("Could not start dotnet.");
        string? address = await process.StandardOutput.ReadLineAsync();
        return Uri.TryCreate(address, UriKind.Absolute, out Uri? baseUrl)
            ? new RoleProcess(process, baseUrl)
            : throw new InvalidOperationException($"Expected an address from '{string.Join(' ', role)}'; it said '{address}'.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
