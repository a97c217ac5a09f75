using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;

namespace Support;

/// <summary>
/// The built gateway as a process of its own, on a free loopback port and a data folder of its own, ready
/// when <see cref="StartAsync"/> returns.
/// </summary>
/// <remarks>Settings of the machine's environment that would reach the gateway are kept from it.</remarks>
public sealed class GatewayProcess : IAsyncDisposable
{
    /// <summary>The key of an application, given to every started gateway.</summary>
    public const string AppKey = "sk-app-00112233445566778899aabbccddeeff00112233";

    /// <summary>The key of an auditor.</summary>
    public const string AuditorKey = "sk-auditor-112233445566778899aabbccddeeff001122";

    /// <summary>The key of an administrator.</summary>
    public const string AdminKey = "sk-admin-2233445566778899aabbccddeeff0011223344";

    private const int TerminateSignal = 15;
    private static readonly TimeSpan PollStep = TimeSpan.FromMilliseconds(50);

    private readonly Process _process;
    private readonly ProcessOutput _output;
    private readonly TemporaryFolder? _ownFolder;

    private GatewayProcess(Process process, Uri root, string dataFolder, TemporaryFolder? ownFolder)
    {
        (_process, Root, DataFolder, _ownFolder) = (process, root, dataFolder, ownFolder);
        _output = ProcessOutput.Of(process);
    }

    /// <summary>The address without a path, such as <c>http://127.0.0.1:20017/</c>.</summary>
    public Uri Root { get; }

    /// <summary>The address that OpenAI clients are given: <see cref="Root"/> and <c>v1</c>.</summary>
    public Uri BaseUrl => new(Root, "v1");

    /// <summary>The process id.</summary>
    public int Id => _process.Id;

    /// <summary>The data folder; deleted at the end unless the settings named it.</summary>
    public string DataFolder { get; }

    /// <summary>All that the process wrote so far, standard output and errors as they came.</summary>
    public string Output => _output.Text;

    /// <summary>Whether the process has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>The process as the system sees it, for its times and memory.</summary>
    public Process Process => _process;

    /// <summary>Starts a gateway and waits until <c>/health/ready</c> says 200.</summary>
    /// <exception cref="GatewayStartException">It ended or was not ready in time; the message has its output.</exception>
    public static async Task<GatewayProcess> StartAsync(GatewaySettings settings, CancellationToken cancellation)
    {
        TemporaryFolder? ownFolder = settings.DataFolder is null ? new TemporaryFolder() : null;
        string dataFolder = settings.DataFolder ?? ownFolder!.Path; // One of the two is there by the line above.
        var root = new Uri($"http://127.0.0.1:{FreePort.Next()}/");
        Process process = Process.Start(GatewayProgram.StartInfo(settings, root, dataFolder))
            ?? throw new GatewayStartException($"Could not start {GatewayProgram.Path}.");
        var gateway = new GatewayProcess(process, root, dataFolder, ownFolder);
        try
        {
            await gateway.WaitUntilReadyAsync(settings.StartLimit, cancellation);
            return gateway;
        }
        catch
        {
            await gateway.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the process at once, as the system does when memory runs out (SIGKILL).</summary>
    public void Kill() => _process.Kill();

    /// <summary>Asks the process to end (SIGTERM) and waits until it has.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync(CancellationToken cancellation)
    {
        if (OperatingSystem.IsWindows())
        {
            _process.Kill(); // Windows has no such request for a program without a window.
        }
        else if (SendSignal(_process.Id, TerminateSignal) != 0 && !_process.HasExited)
        {
            throw new InvalidOperationException($"Signal {TerminateSignal} did not reach process {_process.Id}.");
        }

        return await WaitForExitAsync(cancellation);
    }

    /// <summary>Waits until the process has ended and all its output is here.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> WaitForExitAsync(CancellationToken cancellation)
    {
        await _process.WaitForExitAsync(cancellation);
        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _ownFolder?.Dispose();
    }

    private async Task WaitUntilReadyAsync(TimeSpan limit, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(limit);
        using var http = new HttpClient { BaseAddress = Root };
        using var poll = new PeriodicTimer(PollStep);
        try
        {
            while (!await IsReadyAsync(http, deadline.Token))
            {
                await poll.WaitForNextTickAsync(deadline.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new GatewayStartException($"Not ready at {Root}health/ready within {limit}. Its output:\n{Output}");
        }
    }

    private async Task<bool> IsReadyAsync(HttpClient http, CancellationToken cancellation)
    {
        if (_process.HasExited)
        {
            await _process.WaitForExitAsync(cancellation);
            throw new GatewayStartException($"The gateway ended with code {_process.ExitCode}. Its output:\n{Output}");
        }

        try
        {
            using HttpResponseMessage answer = await http.GetAsync("health/ready", cancellation);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false; // It does not listen yet.
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int SendSignal(int processId, int signal);
}
