namespace LanguageModels.Graphs;

/// <summary>The shape of an encoder of the BERT family (arXiv 1810.04805) that turns a text into one vector.</summary>
public sealed record EncoderArchitecture
{
    /// <summary>As Hugging Face names it: <c>bert</c>, <c>roberta</c>, <c>xlm-roberta</c>.</summary>
    public required string Family { get; init; }

    /// <summary>Number of layers.</summary>
    public required int Layers { get; init; }

    /// <summary>Width of the residual stream, and numbers of the vector.</summary>
    public required int Hidden { get; init; }

    /// <summary>Attention heads; divides <see cref="Hidden"/>.</summary>
    public required int Heads { get; init; }

    /// <summary>Width inside the feed-forward part.</summary>
    public required int FeedForward { get; init; }

    /// <summary>Tokens.</summary>
    public required int Vocabulary { get; init; }

    /// <summary>Rows of the position table.</summary>
    public required int Positions { get; init; }

    /// <summary>Row of the first token: 0, but RoBERTa's tables begin after the padding's row.</summary>
    public int FirstPosition { get; init; }

    /// <summary>Most tokens of a text, special ones included.</summary>
    public required int MaxLength { get; init; }

    /// <summary>Kinds of segments; all texts are of the first.</summary>
    public required int Segments { get; init; }

    /// <summary>Added to the variance in norms.</summary>
    public required float NormEpsilon { get; init; }

    /// <summary>Whether the activation is the tanh approximation of GELU.</summary>
    public bool IsGeluApproximate { get; init; }

    /// <summary>How the vectors of the tokens become one.</summary>
    public required Pooling Pooling { get; init; }

    /// <summary>Whether the vector is scaled to length 1.</summary>
    public required bool IsNormalised { get; init; }

    /// <summary>Fills unused places.</summary>
    public int PadToken { get; init; }
}
