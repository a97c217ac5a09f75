namespace Audit.Records;

/// <summary>The error that the client saw, in OpenAI's terms, without its free text.</summary>
public sealed record RecordedError
{
    /// <summary>The error's type, for instance <c>invalid_request_error</c>.</summary>
    public string? Type { get; init; }

    /// <summary>The error's code, for instance <c>model_not_found</c>.</summary>
    public string? Code { get; init; }
}
