using System.Diagnostics.CodeAnalysis;
using Protocol.Chat;
using Protocol.Errors;
using Protocol.Frames;

namespace Protocol.Completions;

/// <summary>Reads the body of a legacy completion request whole, as <see cref="ChatRequestReader"/> does that of a chat request.</summary>
public static class CompletionRequestReader
{
    /// <summary>Reads a body; false with the error for the client. Never throws for what the body holds.</summary>
    public static bool TryRead(
        ReadOnlyMemory<byte> body, RequestLimits limits, [NotNullWhen(true)] out CompletionRequest? request, [NotNullWhen(false)] out ApiError? error)
    {
        error = WholeBody.Read(body, RequestKind.Completion, limits, CompletionRules.Check, CompletionJson.Default.CompletionRequest, out request);
        return error is null && request is not null;
    }
}
