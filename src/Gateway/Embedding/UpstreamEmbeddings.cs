using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Upstreams;
using Microsoft.Extensions.AI;
using Protocol.Frames;

namespace Gateway.Embedding;

/// <summary>
/// Vectors of an OpenAI-compatible server (<c>POST /embeddings</c>), by the same channels as all requests: with their keys, retries, fallback and
/// circuit breakers.
/// </summary>
internal sealed class UpstreamEmbeddings(UpstreamTransport transport, ImmutableArray<UpstreamTarget> chain) : IEmbeddingGenerator<string, Embedding<float>>
{
    /// <summary>What an answer may be long: 2,048 vectors of 4,096 numbers in figures.</summary>
    private const long MostBytes = 256L * 1024 * 1024;

    /// <inheritdoc/>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options, CancellationToken cancellationToken)
    {
        string[] texts = [.. values];
        var call = new UpstreamCall(chain, model => Body(model, texts)) { Kind = RequestKind.Embedding };
        using var invoker = new HttpMessageInvoker(transport, disposeHandler: false);
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://upstream/embeddings");
        request.Options.Set(UpstreamTransport.Call, call);
        using var response = await invoker.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw new HttpRequestException($"The embedding model '{chain[0].ModelId}' of upstream '{chain[0].Name}' answered {(int)response.StatusCode}.", null, response.StatusCode);
        await response.Content.LoadIntoBufferAsync(MostBytes, cancellationToken);
        using var json = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken), default, cancellationToken);
        return Vectors(json.RootElement, texts.Length);
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        // The transport is the gateway's.
    }

    private static ReadOnlyMemory<byte> Body(string model, string[] texts)
    {
        var body = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(body);
        json.WriteStartObject();
        json.WriteString("model", model);
        json.WriteStartArray("input");
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
        json.WriteString("encoding_format", "float");
        json.WriteEndObject();
        json.Flush();
        return body.WrittenMemory;
    }

    private static GeneratedEmbeddings<Embedding<float>> Vectors(JsonElement answer, int expected)
    {
        if (!answer.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Array || data.GetArrayLength() != expected)
            throw new InvalidDataException($"expected {expected} vectors under 'data' in the answer of the embedding model.");
        return [.. data.EnumerateArray().OrderBy(Index).Select(item => new Embedding<float>(Numbers(item)))];
    }

    private static int Index(JsonElement item) =>
        item.TryGetProperty("index", out var index) && index.TryGetInt32(out var at) ? at : throw new InvalidDataException("expected an 'index' at each vector of the embedding model's answer.");

    private static float[] Numbers(JsonElement item) => item.TryGetProperty("embedding", out var vector) && vector.ValueKind == JsonValueKind.Array
        ? [.. vector.EnumerateArray().Select(number => number.TryGetSingle(out var value) ? value : float.NaN)]
        : throw new InvalidDataException("expected numbers under 'embedding' at each vector of the embedding model's answer.");
}
