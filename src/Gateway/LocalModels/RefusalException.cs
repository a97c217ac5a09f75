using Protocol.Errors;

namespace Gateway.LocalModels;

/// <summary>A local model cannot do what was asked; carries what the client is told.</summary>
internal sealed class RefusalException(ApiError error) : Exception(error.Message)
{
    /// <summary>For the client.</summary>
    public ApiError Error => error;
}
