using Experts.Generation;
using Experts.Serving;
using Protocol.Errors;
using Protocol.Frames;

namespace Gateway.LocalModels;

/// <summary>The one table from what a local model throws to what the client is told.</summary>
internal static class LocalErrors
{
    /// <summary>The error; null for an exception that nobody foresaw.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="model">The model that was asked for.</param>
    /// <param name="kind">What was asked for.</param>
    public static ApiError? Of(Exception exception, string model, RequestKind kind) => exception switch
    {
        RefusalException refusal => refusal.Error,
        ContextOverflowException overflow => ApiError.ContextLengthExceeded(overflow.PromptTokens, overflow.ContextLength, kind switch
        {
            RequestKind.Completion => "prompt",
            RequestKind.Embedding => "input",
            _ => "messages",
        }),
        ExpertNotFoundException => ApiError.ModelNotFound(model),
        ExpertMemoryException memory => ApiError.ServiceUnavailable(memory.Message),
        ExpertUnavailableException => ApiError.ServiceUnavailable("The local model cannot be loaded at the moment. Try again, or ask the operator."),
        EngineBusyException => ApiError.ServiceUnavailable("The local model has too many requests to answer. Try again."),
        ObjectDisposedException => ApiError.ServiceUnavailable("The local model was unloaded. Try again."),
        _ => null,
    };
}
