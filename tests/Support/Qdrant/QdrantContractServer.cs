using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.AspNetCore.Hosting;

namespace Support.Qdrant;

/// <summary>
/// A stand-in for a Qdrant server, held to the published contract: each request and each of its own answers is checked against it, and a breach is
/// answered with 400 and kept in <see cref="Breaches"/>. Searches are exact. It can be told to misbehave.
/// </summary>
public sealed class QdrantContractServer : IAsyncDisposable
{
    private readonly OpenApiContract _contract;
    private readonly WebApplication _application;
    private readonly Dictionary<string, StoredCollection> _collections = [];
    private readonly Dictionary<string, string> _aliases = [];
    private readonly Lock _gate = new();

    private QdrantContractServer(OpenApiContract contract, string? apiKey)
    {
        _contract = contract;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(options => options.Limits.MaxRequestBodySize = null);
        _application = builder.Build();
        _application.Run(context => AnswerAsync(context, apiKey));
    }

    /// <summary>Address that it listens on.</summary>
    public Uri Url => new(_application.Urls.First());

    /// <summary>What did not keep to the contract.</summary>
    public ConcurrentQueue<string> Breaches { get; } = [];

    /// <summary>Methods and paths of all requests.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>Called before each request is worked on; true when it has answered instead.</summary>
    public Func<HttpContext, Task<bool>> Misbehave { get; set; } = _ => Task.FromResult(false);

    /// <summary>Names of the collections that exist.</summary>
    public IReadOnlyList<string> Collections
    {
        get
        {
            lock (_gate)
            {
                return [.. _collections.Keys];
            }
        }
    }

    /// <summary>Starts a server for the document at a path.</summary>
    public static async Task<QdrantContractServer> StartAsync(string contract, string? apiKey = null)
    {
        var server = new QdrantContractServer(OpenApiContract.Read(contract), apiKey);
        await server._application.StartAsync();
        return server;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, string? apiKey)
    {
        var (method, path) = (context.Request.Method, context.Request.Path.Value!);
        Requests.Enqueue($"{method} {path}");
        if (await Misbehave(context))
        {
            return;
        }

        if (apiKey is not null && context.Request.Headers["api-key"] != apiKey)
        {
            await ErrorAsync(context, 401, "Must provide an API key or an Authorization bearer token");
            return;
        }

        using var bytes = new MemoryStream();
        await context.Request.Body.CopyToAsync(bytes, context.RequestAborted);
        JsonElement? body = bytes.Length == 0 ? null : JsonDocument.Parse(bytes.ToArray()).RootElement;
        var template = _contract.Template(path, method);
        if ((template is null ? "no such operation" : _contract.Refuse(template, method, context.Request.Query.Keys, body)) is { } problem)
        {
            Breaches.Enqueue($"{method} {path}: {problem}");
            await ErrorAsync(context, 400, problem);
            return;
        }

        await WorkAsync(context, template!, method, body);
    }

    private async Task WorkAsync(HttpContext context, string template, string method, JsonElement? body)
    {
        var parts = context.Request.Path.Value!.Trim('/').Split('/');
        object? result;
        lock (_gate)
        {
            result = Work(template, method, parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "", body ?? default);
        }

        if (result is null)
        {
            await ErrorAsync(context, 404, $"Not found: {context.Request.Path}");
            return;
        }

        var answer = JsonSerializer.SerializeToElement(new { result, status = "ok", time = 0.001 });
        if (_contract.RefuseAnswer(template, method, answer) is { } problem)
        {
            Breaches.Enqueue($"answer to {method} {context.Request.Path}: {problem}");
        }

        await context.Response.WriteAsJsonAsync(answer, context.RequestAborted);
    }

    private object? Work(string template, string method, string name, JsonElement body)
    {
        switch (method, template)
        {
            case ("GET", "/aliases"):
                return new { aliases = _aliases.Select(pair => new { alias_name = pair.Key, collection_name = pair.Value }) };
            case ("GET", "/collections"):
                return new { collections = _collections.Keys.Select(one => new { name = one }) };
            case ("PUT", "/collections/{collection_name}"):
                return _collections.TryAdd(name, new StoredCollection());
            case ("DELETE", "/collections/{collection_name}"):
                return _collections.Remove(name);
            case ("POST", "/collections/aliases"):
                return SwitchAliases(body);
        }

        return _collections.TryGetValue(_aliases.GetValueOrDefault(name, name), out var collection) ? Work(collection, template, body) : null;
    }

    private static object? Work(StoredCollection collection, string template, JsonElement body)
    {
        switch (template)
        {
            case "/collections/{collection_name}/points":
                collection.Upsert(body);
                return Done;
            case "/collections/{collection_name}/points/delete":
                collection.Delete(body);
                return Done;
            case "/collections/{collection_name}/index":
                return Done;
            case "/collections/{collection_name}/points/count":
                return new { count = collection.Count(body) };
            case "/collections/{collection_name}/points/scroll":
                return new { points = collection.Scroll(body) };
            case "/collections/{collection_name}/points/query":
                return new { points = collection.Query(body) };
            default:
                return null;
        }
    }

    private bool SwitchAliases(JsonElement body)
    {
        foreach (var action in body.GetProperty("actions").EnumerateArray())
        {
            if (action.TryGetProperty("delete_alias", out var gone))
            {
                _aliases.Remove(gone.GetProperty("alias_name").GetString()!);
            }
            else
            {
                var made = action.GetProperty("create_alias");
                _aliases[made.GetProperty("alias_name").GetString()!] = made.GetProperty("collection_name").GetString()!;
            }
        }

        return true;
    }

    private static object Done => new { operation_id = 1, status = "completed" };

    private static Task ErrorAsync(HttpContext context, int status, string problem)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { status = new { error = problem }, time = 0.0 });
    }
}
