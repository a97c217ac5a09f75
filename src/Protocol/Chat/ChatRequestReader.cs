using System.Diagnostics.CodeAnalysis;
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
        error = WholeBody.Read(body, RequestKind.Chat, limits, RequestRules.Check, ProtocolJson.Default.ChatRequest, out request);
        return error is null && request is not null;
    }
}
