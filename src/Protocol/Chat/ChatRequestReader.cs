using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Protocol.Errors;
using Protocol.Frames;

namespace Protocol.Chat;

/// <summary>
/// Reads the body of a chat request whole, for requests that the gateway answers or rebuilds. The members that
/// OpenAI documents are checked for type and range, and the error names the member at fault. Unknown members are
/// kept; of members that appear twice the last one counts, but for those of which <see cref="RequestFrame"/>
/// allows only one.
/// </summary>
public static class ChatRequestReader
{
    /// <summary>Reads a body; false with the error for the client. Never throws for what the body holds.</summary>
    public static bool TryRead(
        ReadOnlyMemory<byte> body, RequestLimits limits, [NotNullWhen(true)] out ChatRequest? request, [NotNullWhen(false)] out ApiError? error)
    {
        request = null;
        if (RequestFrame.TryScan(body.Span, limits, out _, out error))
        {
            error = JsonText.HasLoneSurrogates(body.Span) ? BodyErrors.LoneSurrogate() : Read(body, limits, out request);
        }

        return error is null && request is not null;
    }

    private static ApiError? Read(ReadOnlyMemory<byte> body, RequestLimits limits, out ChatRequest? request)
    {
        request = null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = limits.MaxJsonDepth });
            if (RequestRules.Check(document.RootElement) is { } error)
            {
                return error;
            }

            request = document.RootElement.Deserialize(ProtocolJson.Default.ChatRequest);
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
