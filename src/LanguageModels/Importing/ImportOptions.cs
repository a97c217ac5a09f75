using LanguageModels.Graphs;

namespace LanguageModels.Importing;

/// <summary>Choices for an import.</summary>
public sealed record ImportOptions
{
    /// <summary>Of the matrices; null for the default: 8 bits, or 4 bits with minima for a file that already lies on such a grid.</summary>
    public Precision? Precision { get; init; }

    /// <summary>4 multiplies 8-bit activations (fast), 0 float32 ones (certified). Default 4.</summary>
    public int AccuracyLevel { get; init; } = 4;

    /// <summary>Most positions that are prepared; null for all of the model's.</summary>
    public int? ContextLength { get; init; }

    /// <summary>Folder or file of the model that an adapter belongs to; null where there is no adapter.</summary>
    public string? BaseModel { get; init; }
}
