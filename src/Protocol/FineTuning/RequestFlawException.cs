using Protocol.Errors;

namespace Protocol.FineTuning;

/// <summary>Carries the first flaw of a body out of its reader.</summary>
internal sealed class RequestFlawException(ApiError error) : Exception(error.Message)
{
    /// <summary>What the client is told.</summary>
    public ApiError Error { get; } = error;
}
