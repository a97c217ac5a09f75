namespace LanguageModels.Graphs;

/// <summary>Choices for the graph of a decoder.</summary>
public sealed record DecoderGraphOptions
{
    /// <summary>Of the matrices.</summary>
    public Precision Precision { get; init; } = Precision.Int8;

    /// <summary>Of quantised products: 4 rounds activations to 8 bits (fast), 0 keeps them in float32 (certified). Default 4.</summary>
    public int AccuracyLevel { get; init; } = 4;

    /// <summary>Most positions that are prepared, at most those of the architecture; null for all.</summary>
    public int? ContextLength { get; init; }

    /// <summary>
    /// Rows beyond the vocabulary that tokens may name, for soft prompts: ids from the vocabulary's size on take
    /// <c>virtual_tokens</c> [rows, hidden], an optional input that is zero by default. Default 0.
    /// </summary>
    public int VirtualTokens { get; init; }
}
