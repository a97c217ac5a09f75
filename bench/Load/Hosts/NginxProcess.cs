using System.Diagnostics;
using System.Net.Sockets;
using Support;

namespace Load.Hosts;

/// <summary>nginx with one worker in front of the upstream, from the template beside this file.</summary>
internal sealed class NginxProcess : IAsyncDisposable
{
    private const string Program = "/usr/sbin/nginx";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan PollStep = TimeSpan.FromMilliseconds(20);

    private readonly Process _process;
    private readonly TemporaryFolder _folder;

    private NginxProcess(Process process, TemporaryFolder folder, int port) =>
        (_process, _folder, BaseUrl) = (process, folder, new Uri($"http://127.0.0.1:{port}/v1"));

    /// <summary>The address that clients are given, with the <c>/v1</c>.</summary>
    public Uri BaseUrl { get; }

    /// <summary>The master, which does no work, and the worker.</summary>
    public IEnumerable<int> Ids =>
        File.ReadAllText($"/proc/{_process.Id}/task/{_process.Id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(int.Parse).Prepend(_process.Id);

    /// <summary>Starts it and returns when it accepts connections.</summary>
    public static async Task<NginxProcess> StartAsync(Uri upstream)
    {
        if (!File.Exists(Program))
        {
            throw new InvalidOperationException($"Expected nginx at {Program}; install it (Debian: nginx-light).");
        }

        var folder = new TemporaryFolder();
        int port = FreePort.Next();
        await File.WriteAllTextAsync(folder["nginx.conf"], await ConfigurationAsync(folder, port, upstream));
        Process process = Process.Start(new ProcessStartInfo(Program, ["-p", folder.Path, "-c", folder["nginx.conf"]]))
            ?? throw new InvalidOperationException($"Could not start {Program}.");
        await AcceptsAsync(process, port);
        return new NginxProcess(process, folder, port);
    }

    public async ValueTask DisposeAsync()
    {
        // The master ends its worker when it is told to; killed outright, it would leave the worker behind.
        using Process stop = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Dispose();
    }

    private static async Task<string> ConfigurationAsync(TemporaryFolder folder, int port, Uri upstream)
    {
        string template = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Hosts", "nginx.conf.template"));
        return template.Replace("{folder}", folder.Path).Replace("{port}", $"{port}").Replace("{upstream}", upstream.Authority);
    }

    private static async Task AcceptsAsync(Process process, int port)
    {
        using var limit = new CancellationTokenSource(StartLimit);
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync("127.0.0.1", port, limit.Token);
                return;
            }
            catch (SocketException) when (!process.HasExited)
            {
                await Task.Delay(PollStep, limit.Token);
            }
        }
    }
}
