using System.ClientModel;
using System.ClientModel.Primitives;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json.Nodes;
using OpenAI;
using OpenAI.Chat;

namespace Conformance.Wire;

/// <summary>The official client for .NET. In streams it asks for usage by itself, whatever the mode.</summary>
internal sealed class DotNetClient : IWireClient
{
    private static readonly TimeSpan CellLimit = TimeSpan.FromMinutes(1);
    private const int AtATime = 8;

    public string Name => "openai-dotnet";

    public async Task<FrozenDictionary<string, Observation>> SeeAsync(
        WireTarget target, IReadOnlyList<WireCell> cells, CancellationToken cancellation)
    {
        var seen = new ConcurrentDictionary<string, Observation>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellation };
        await Parallel.ForEachAsync(cells, options, async (cell, stop) =>
            seen[cell.Id] = await SeeAsync(target, cell, stop));
        return seen.ToFrozenDictionary();
    }

    private async Task<Observation> SeeAsync(WireTarget target, WireCell cell, CancellationToken cancellation)
    {
        var view = new DotNetView();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(CellLimit);
        try
        {
            await CallAsync(ClientOf(target, cell), cell, view, limit.Token);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            // Whatever the client throws at its user is what we came to see.
            view.Fail(failure);
        }

        return view.ToObservation();
    }

    private async Task CallAsync(ChatClient client, WireCell cell, DotNetView view, CancellationToken cancellation)
    {
        ChatMessage[] messages = [new UserChatMessage("What is the law of Ohm?")];
        if (!cell.Streams)
        {
            view.See(await client.CompleteChatAsync(messages, OptionsOf(cell), cancellation));
            return;
        }

        AsyncCollectionResult<StreamingChatCompletionUpdate> updates =
            client.CompleteChatStreamingAsync(messages, OptionsOf(cell), cancellation);
        await foreach (StreamingChatCompletionUpdate update in updates)
        {
            view.See(update);
        }
    }

    private static ChatClient ClientOf(WireTarget target, WireCell cell)
    {
        var options = new OpenAIClientOptions { Endpoint = target.BaseUrl, NetworkTimeout = CellLimit };
        if (cell.Case.Retries is { } retries)
        {
            options.RetryPolicy = new ClientRetryPolicy(retries);
        }

        return new ChatClient(cell.Case.Model, new ApiKeyCredential(target.ApiKey), options);
    }

    private ChatCompletionOptions OptionsOf(WireCell cell)
    {
        JsonObject body = new() { ["user"] = cell.User(this) };
        foreach ((string name, JsonNode? value) in cell.Case.Extra)
        {
            body[name] = value?.DeepClone();
        }

        if (cell.Case.Tools)
        {
            body["tools"] = Tools();
        }

        // The options read themselves from JSON, and keep and send the fields that they do not know.
        ChatCompletionOptions? options = ModelReaderWriter.Read<ChatCompletionOptions>(
            BinaryData.FromString(body.ToJsonString()), ModelReaderWriterOptions.Json);
        return options ?? throw new InvalidOperationException("The client could not read its own options.");
    }

    private static JsonArray Tools() => new(Tool("get_weather"), Tool("get_time"));

    private static JsonObject Tool(string name) => new()
    {
        ["type"] = "function",
        ["function"] = new JsonObject
        {
            ["name"] = name,
            ["description"] = $"Calls {name}.",
            ["parameters"] = JsonNode.Parse("""
                {"type":"object","properties":{"city":{"type":"string"},"days":{"type":"integer"}},"required":["city","days"]}
                """),
        },
    };
}
