using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Protocol.Chat;
using Protocol.Completions;
using Protocol.Errors;
using Protocol.Frames;

namespace Protocol.Embeddings;

/// <summary>Reads the body of an embedding request whole, as <see cref="ChatRequestReader"/> does that of a chat request.</summary>
public static class EmbeddingRequestReader
{
    /// <summary>Reads a body; false with the error for the client. Never throws for what the body holds.</summary>
    public static bool TryRead(
        ReadOnlyMemory<byte> body, RequestLimits limits, [NotNullWhen(true)] out EmbeddingRequest? request, [NotNullWhen(false)] out ApiError? error)
    {
        error = WholeBody.Read(body, RequestKind.Embedding, limits, Check, EmbeddingJson.Default.EmbeddingRequest, out request);
        return error is null && request is not null;
    }

    private static ApiError? Check(JsonElement body)
    {
        foreach (JsonProperty member in body.EnumerateObject())
        {
            bool isGiven = member.Value.ValueKind != JsonValueKind.Null || member.NameEquals("input"u8);
            if (isGiven && CheckMember(member.Name, member.Value) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    private static ApiError? CheckMember(string name, JsonElement value) => name switch
    {
        "input" => PromptRules.Check(name, value) ?? CheckTexts(name, value),
        "dimensions" => ValueRules.Integer(name, value, 1, 1_000_000),
        "encoding_format" => ValueRules.Text(name, value) ?? CheckFormat(name, value),
        "user" => ValueRules.Text(name, value),
        _ => null,
    };

    private static ApiError? CheckFormat(string name, JsonElement value) => value.ValueEquals("float"u8) || value.ValueEquals("base64"u8)
        ? null
        : ApiError.InvalidRequest($"Invalid value: {ClientText.Quote(value.GetString() ?? "")}. Supported values are 'float' and 'base64'.", name, "invalid_value");

    /// <summary>Nothing has no vector.</summary>
    private static ApiError? CheckTexts(string name, JsonElement value)
    {
        bool isEmpty = value.ValueKind == JsonValueKind.String
            ? value.ValueEquals(""u8)
            : value.EnumerateArray().Any(static item => item.ValueKind == JsonValueKind.String && item.ValueEquals(""u8));
        return isEmpty ? ApiError.InvalidRequest($"Invalid '{name}': a text is empty. Expected at least one character.", name, "invalid_value") : null;
    }
}
