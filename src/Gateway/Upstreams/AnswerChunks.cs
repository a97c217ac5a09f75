using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Protocol.Chat;

namespace Gateway.Upstreams;

/// <summary>The pieces of JSON that carry what the gateway adds to an upstream's answer.</summary>
internal static class AnswerChunks
{
    /// <summary>A chunk of the same stream as <paramref name="like"/> with annotations in its delta.</summary>
    public static ChatCompletionChunk Annotations(ChatCompletionChunk like, ImmutableArray<Annotation> annotations, JsonElement? explanation) => new()
    {
        Id = like.Id,
        Created = like.Created,
        Model = like.Model,
        SystemFingerprint = like.SystemFingerprint,
        Choices = [new ChunkChoice { Index = 0, Delta = new ChunkDelta { Annotations = annotations.IsEmpty ? null : annotations } }],
        Gateway = explanation,
    };

    /// <summary>A whole answer with annotations in each choice's message and the explanation beside them; everything else stays.</summary>
    public static byte[] WithAddition(byte[] body, AnswerAddition addition)
    {
        if (JsonNode.Parse(body) is not JsonObject answer)
            return body;
        foreach (var message in Messages(answer))
        {
            var annotations = addition.Cite(message["content"] is JsonValue content && content.TryGetValue<string>(out var text) ? text : "");
            if (!annotations.IsEmpty)
                message["annotations"] = new JsonArray([.. annotations.Select(annotation => JsonSerializer.SerializeToNode(annotation, ProtocolJson.Wire.Annotation))]);
        }
        if (addition.Explanation is { } explanation)
            answer["x_gateway"] = JsonNode.Parse(explanation.GetRawText());
        var output = new ArrayBufferWriter<byte>(body.Length + 512);
        using (var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            answer.WriteTo(writer);
        return output.WrittenSpan.ToArray();
    }

    private static IEnumerable<JsonObject> Messages(JsonObject answer) =>
        from choice in answer["choices"] as JsonArray ?? []
        let message = (choice as JsonObject)?["message"] as JsonObject
        where message is not null
        select message;
}
