using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using State.Keys;
using Support;
using Xunit;
using GatewayProgram = Gateway.Hosting.GatewayProgram;

namespace Gateway.Tests.Running;

/// <summary>A whole gateway in this process, without models and sample documents.</summary>
public sealed class HostedGateway : IAsyncDisposable
{
    public const string AppKey = "sk-app-0123456789abcdef";
    public const string AdminKey = "sk-admin-0123456789abcdef";
    public const string AuditorKey = "sk-auditor-0123456789abcdef";

    private readonly TemporaryFolder? _own;
    private readonly HttpClient _http = new();
    private readonly string _folder;
    private WebApplication? _app;

    /// <param name="folder">The data folder; null for one of its own, which is deleted at the end.</param>
    public HostedGateway(string? folder = null)
    {
        _own = folder is null ? new TemporaryFolder() : null;
        _folder = folder ?? _own!.Path; // One of the two is there by the line above.
    }

    /// <summary>Settings beside the usual ones.</summary>
    public string[] Settings { get; init; } = [];

    /// <summary>Its keys, to make more of them.</summary>
    public KeyStore Keys => KeyStore.Open(Path.Combine(_folder, "state.db"), TimeProvider.System);

    /// <summary>Its data folder.</summary>
    public string Folder => _folder;

    /// <summary>Where it listens.</summary>
    public Uri Address => _http.BaseAddress!; // Set by the start.

    /// <summary>Its services.</summary>
    public IServiceProvider Services => _app!.Services; // Asked for after the start.

    /// <summary>Starts it.</summary>
    public async Task<HostedGateway> StartAsync()
    {
        string[] args =
        [
            "--urls=http://127.0.0.1:0", $"--Gateway:DataFolder={_folder}", "--Samples:Load=false", "--Audit:Durability=Process", "--Logging:LogLevel:Default=None",
            $"--Access:BootstrapKeys:App={AppKey}", $"--Access:BootstrapKeys:Admin={AdminKey}", $"--Access:BootstrapKeys:Auditor={AuditorKey}", .. Settings,
        ];
        _app = GatewayProgram.Build(args, static _ => { });
        await GatewayProgram.PrepareAsync(_app);
        await _app.StartAsync(TestContext.Current.CancellationToken);
        _http.BaseAddress = new Uri(_app.Urls.First());
        return this;
    }

    /// <summary>Sends a request under a key.</summary>
    public async Task<ApiReply> SendAsync(HttpMethod method, string path, HttpContent? content = null, string key = AppKey)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        return new ApiReply((int)response.StatusCode, body, response.Headers.TryGetValues("x-gateway-audit-id", out var ids) ? ids.Single() : null);
    }

    public Task<ApiReply> GetAsync(string path, string key = AppKey) => SendAsync(HttpMethod.Get, path, null, key);

    public Task<ApiReply> DeleteAsync(string path, string key = AppKey) => SendAsync(HttpMethod.Delete, path, null, key);

    public Task<ApiReply> PostAsync(string path, JsonNode body, string key = AppKey) =>
        SendAsync(HttpMethod.Post, path, new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"), key);

    /// <summary>Uploads a file and gives its id.</summary>
    public async Task<string> UploadAsync(string name, byte[] bytes, string key = AppKey, string purpose = "assistants")
    {
        var reply = await SendAsync(HttpMethod.Post, "/v1/files", Form(name, bytes, purpose), key);
        Assert.True(reply.Status == 200, reply.Text);
        return (string)reply.Json["id"]!;
    }

    public Task<string> UploadAsync(string name, string text, string key = AppKey) => UploadAsync(name, Encoding.UTF8.GetBytes(text), key);

    /// <summary>A form as the official client for JavaScript writes it: the file before the purpose.</summary>
    public static MultipartFormDataContent Form(string name, byte[] bytes, string? purpose, params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent { { new ByteArrayContent(bytes), "file", name } };
        if (purpose is not null)
        {
            form.Add(new StringContent(purpose), "purpose");
        }

        foreach (var field in fields)
        {
            form.Add(new StringContent(field.Value), field.Name);
        }

        return form;
    }

    /// <summary>The record of a reply.</summary>
    public async Task<JsonNode> RecordAsync(ApiReply reply) => (await GetAsync("/v1/audit/" + reply.AuditId, AuditorKey)).Json;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync(CancellationToken.None);
            await _app.DisposeAsync();
        }

        _own?.Dispose();
    }
}
