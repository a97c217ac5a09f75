using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Experts.Registry;
using Experts.Serving;
using Gateway.LocalModels;
using LanguageModels.Templates;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Support;
using Support.Models;
using Xunit;
using GatewayProgram = Gateway.Hosting.GatewayProgram;

namespace Gateway.Tests.LocalModels;

/// <summary>A whole gateway in this process whose registry holds scripted models: <c>echo</c>, <c>base</c> (no template) and <c>vectors</c>.</summary>
public sealed class LocalGateway : IAsyncDisposable
{
    private const string AppKey = "sk-app-0123456789abcdef";
    private const string AuditorKey = "sk-auditor-0123456789abcdef";

    private const string ChatMl =
        "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}<|im_end|>\n{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private WebApplication? _app;

    /// <summary>What the models <c>echo</c> and <c>base</c> say.</summary>
    public ScriptedEngine Engine { get; init; } = ScriptedEngine.Saying("The answer is 42.");

    /// <summary>Settings beside the usual ones.</summary>
    public string[] Settings { get; init; } = [];

    /// <summary>Makes constraints; null when the models cannot be constrained.</summary>
    public Func<System.Text.Json.JsonElement?, Experts.Sampling.ITokenConstraint>? Json { get; init; }

    /// <summary>Loads a version; null for the usual models.</summary>
    internal Func<ExpertVersion, Task<LoadedModel>>? Load { get; init; }

    /// <summary>A running gateway.</summary>
    public async Task<LocalGateway> StartAsync()
    {
        string[] args =
        [
            "--urls=http://127.0.0.1:0", $"--Gateway:DataFolder={_folder.Path}", "--Samples:Load=false", "--Audit:Durability=Process", "--Logging:LogLevel:Default=None",
            $"--Access:BootstrapKeys:App={AppKey}", $"--Access:BootstrapKeys:Auditor={AuditorKey}", .. Settings,
        ];
        _app = GatewayProgram.Build(args, services => services.Replace(ServiceDescriptor.Singleton(new ExpertSource(
            (name, version) => Names.Contains(name) && version is null or "v1" ? new ExpertVersion(name, "v1", _folder.Path) : null,
            () => Names,
            _ => 10,
            (version, _) => Load?.Invoke(version) ?? Task.FromResult(Model(version))))));
        await GatewayProgram.PrepareAsync(_app);
        await _app.StartAsync(TestContext.Current.CancellationToken);
        _http.BaseAddress = new Uri(_app.Urls.First());
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", AppKey);
        return this;
    }

    private static IReadOnlyCollection<string> Names { get; } = ["base", "echo", "vectors"];

    /// <summary>Posts a body and reads the answer.</summary>
    public async Task<(HttpResponseMessage Response, string Text)> PostAsync(string path, JsonObject body)
    {
        var response = await SendAsync(path, body, HttpCompletionOption.ResponseContentRead, TestContext.Current.CancellationToken);
        return (response, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Posts a body and leaves the answer to be read.</summary>
    public Task<HttpResponseMessage> SendAsync(string path, JsonObject body, HttpCompletionOption until, CancellationToken cancellationToken) => _http.SendAsync(
        new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") }, until, cancellationToken);

    /// <summary>Posts a body that must be answered.</summary>
    public async Task<JsonNode> AskAsync(string path, JsonObject body)
    {
        var (response, text) = await PostAsync(path, body);
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    /// <summary>Posts a body that must be refused; the error of its envelope.</summary>
    public async Task<(int Status, JsonNode Error, HttpResponseMessage Response)> RefusedAsync(string path, JsonObject body)
    {
        var (response, text) = await PostAsync(path, body);
        return ((int)response.StatusCode, JsonNode.Parse(text)!["error"]!, response);
    }

    /// <summary>Gets a path as the application.</summary>
    public async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await _http.GetStringAsync(path, TestContext.Current.CancellationToken))!;

    /// <summary>The record of an answer.</summary>
    public async Task<JsonNode> RecordAsync(HttpResponseMessage response)
    {
        var id = response.Headers.GetValues("x-gateway-audit-id").Single();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/audit/" + id);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", AuditorKey);
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    /// <summary>A chat request to a model.</summary>
    public static JsonObject Chat(string model, params (string Name, JsonNode? Value)[] members)
    {
        var body = new JsonObject { ["model"] = model, ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = "What?" }) };
        foreach (var (name, value) in members)
            body[name] = value;
        return body;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync(CancellationToken.None);
            await _app.DisposeAsync();
        }
        _folder.Dispose();
    }

    private LoadedModel Model(ExpertVersion version) => version.Name == "vectors"
        ? new LoadedModel { Version = version, Embedder = new TextEmbedder("vectors", ByteTokenizer.Instance, longest: 64, dimensions: 4, VectorsAsync, owned: null) { Fingerprint = "scripted vectors 1" } }
        : new LoadedModel { Version = version, Expert = new Expert(Engine, Format(version.Name == "echo")) };

    private ExpertFormat Format(bool hasTemplate) => new()
    {
        Tokenizer = ByteTokenizer.Instance,
        Template = hasTemplate ? ChatTemplate.Parse(ChatMl) : null,
        EndTokens = [ByteTokenizer.EndId],
        EndToken = ByteTokenizer.End,
        Json = Json,
    };

    /// <summary>Three numbers that are always the same, and one that tells the first token; of no particular length.</summary>
    private static Task<IReadOnlyList<float[]>> VectorsAsync(IReadOnlyList<int[]> texts, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<float[]>>([.. texts.Select(text => new[] { 0.6f, 0.48f, 0.64f, text[0] / 1000f })]);
}
