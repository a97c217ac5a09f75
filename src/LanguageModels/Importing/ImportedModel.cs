using System.Collections.Immutable;
using LanguageModels.Graphs;

namespace LanguageModels.Importing;

/// <summary>What was imported.</summary>
public sealed record ImportedModel
{
    /// <summary>What it does.</summary>
    public required ModelKind Kind { get; init; }

    /// <summary>Where it came from: <c>gguf</c>, <c>huggingface</c>, <c>genai</c> or <c>peft</c>.</summary>
    public required string Format { get; init; }

    /// <summary>Its family, such as <c>llama</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>Numbers in its tensors; null where they were not counted.</summary>
    public long? Parameters { get; init; }

    /// <summary>Of its matrices; null where another builder chose it.</summary>
    public Precision? Precision { get; init; }

    /// <summary>As the source states it, such as <c>apache-2.0</c>; null where it states none.</summary>
    public string? Licence { get; init; }

    /// <summary>What an operator should know: what was left out, assumed or not found.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}
