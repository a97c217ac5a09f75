using System.Collections.Frozen;

namespace State.Files;

/// <summary>What a file can be uploaded for, as OpenAI's <c>CreateFileRequest</c> lists it, and what the gateway itself writes.</summary>
public static class FilePurposes
{
    /// <summary>Documents for vector stores.</summary>
    public const string Assistants = "assistants";

    /// <summary>Training or validation data of a fine-tuning job.</summary>
    public const string FineTune = "fine-tune";

    /// <summary>Results of a fine-tuning job; written by the gateway, never uploaded.</summary>
    public const string FineTuneResults = "fine-tune-results";

    /// <summary>Purposes that an upload may name.</summary>
    public static FrozenSet<string> Uploadable { get; } =
        FrozenSet.ToFrozenSet([Assistants, "batch", FineTune, "vision", "user_data", "evals"], StringComparer.Ordinal);

    /// <summary>Purposes that a file can have.</summary>
    public static FrozenSet<string> All { get; } =
        FrozenSet.ToFrozenSet([.. Uploadable, FineTuneResults, "assistants_output", "batch_output"], StringComparer.Ordinal);
}
