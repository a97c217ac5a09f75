using Protocol.Chat;

namespace Protocol.Completions;

/// <summary>An answer to a completion request, whole, or one event of its stream: both have this form (CreateCompletionResponse).</summary>
public sealed record Completion : OpenObject
{
    /// <summary>Name of the answer, <c>cmpl-…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Always <c>text_completion</c>.</summary>
    public string Object => "text_completion";

    /// <summary>When it was made, seconds since 1970.</summary>
    public required long Created { get; init; }

    /// <summary>The model that answered.</summary>
    public required string Model { get; init; }

    /// <summary>The answers, prompt by prompt; of a stream what is new, empty in the event that carries the usage.</summary>
    public required IReadOnlyList<CompletionChoice> Choices { get; init; }

    /// <summary>Changes when the model or its set-up changes.</summary>
    public string? SystemFingerprint { get; init; }

    /// <summary>Tokens used.</summary>
    public Usage? Usage { get; init; }
}
