using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Protocol.Errors;
using Protocol.Frames;

namespace Protocol.Chat;

/// <summary>Reads a request body whole: framed, checked by the rules of its kind, then taken over.</summary>
internal static class WholeBody
{
    /// <summary>The first error, or null with the request.</summary>
    internal static ApiError? Read<T>(
        ReadOnlyMemory<byte> body, RequestKind kind, RequestLimits limits, Func<JsonElement, ApiError?> rules, JsonTypeInfo<T> type, out T? request)
        where T : class
    {
        request = null;
        if (!RequestFrame.TryScan(body.Span, kind, limits, out _, out ApiError? error))
        {
            return error;
        }

        return JsonText.HasLoneSurrogates(body.Span) ? BodyErrors.LoneSurrogate() : Read(body, limits, rules, type, out request);
    }

    private static ApiError? Read<T>(
        ReadOnlyMemory<byte> body, RequestLimits limits, Func<JsonElement, ApiError?> rules, JsonTypeInfo<T> type, out T? request)
        where T : class
    {
        request = null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = limits.MaxJsonDepth });
            if (rules(document.RootElement) is { } error)
            {
                return error;
            }

            request = document.RootElement.Deserialize(type);
            return null;
        }
        catch (JsonException fault)
        {
            // The rules know the documented members; this is the net below them.
            return ApiError.InvalidRequest("The request body has a member of the wrong type.", Path(fault));
        }
    }

    private static string? Path(JsonException fault) =>
        fault.Path is { Length: > 2 } path && path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : null;
}
