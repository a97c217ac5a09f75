using System.Collections.Frozen;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace EndToEnd.Running;

/// <summary>Talks to a gateway without any client library between, so that nothing is repaired, retried or hidden.</summary>
internal sealed class ApiClient : IDisposable
{
    private readonly HttpClient _http;

    /// <param name="root">The gateway's address without a path.</param>
    /// <param name="key">The key to show; null for none.</param>
    public ApiClient(Uri root, string? key)
    {
        _http = new HttpClient { BaseAddress = root, Timeout = TimeSpan.FromMinutes(2) };
        if (key is not null)
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
    }

    /// <summary>The body of a question.</summary>
    public static string Question(string model, string text, bool stream = false, string? user = null) => new JsonObject
    {
        ["model"] = model,
        ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = text }),
        ["stream"] = stream,
        ["user"] = user ?? "",
    }.ToJsonString();

    /// <summary>Asks for a chat completion.</summary>
    public Task<ApiAnswer> AskAsync(string model, string text, bool stream = false, string? user = null) =>
        PostAsync("v1/chat/completions", Question(model, text, stream, user));

    /// <summary>Posts a JSON body.</summary>
    public Task<ApiAnswer> PostAsync(string path, string body) =>
        PostAsync(path, Encoding.UTF8.GetBytes(body), "application/json");

    /// <summary>Posts bytes, under a content type or none.</summary>
    public Task<ApiAnswer> PostAsync(string path, byte[] body, string? contentType)
    {
        var content = new ByteArrayContent(body);
        if (contentType is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        return SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content });
    }

    /// <summary>Gets a path, or an absolute address.</summary>
    public Task<ApiAnswer> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>The record with an id, which must be there.</summary>
    public async Task<JsonNode> RecordAsync(string auditId)
    {
        ApiAnswer answer = await GetAsync("v1/audit/" + auditId);
        Assert.Equal(200, answer.Status);
        return answer.Json;
    }

    /// <summary>Sends a request and reads the whole answer.</summary>
    public async Task<ApiAnswer> SendAsync(HttpRequestMessage request)
    {
        using HttpResponseMessage answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        byte[] body = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        FrozenDictionary<string, string> headers = answer.Headers.NonValidated
            .Concat(answer.Content.Headers.NonValidated)
            .ToFrozenDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return new ApiAnswer((int)answer.StatusCode, headers, body);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
