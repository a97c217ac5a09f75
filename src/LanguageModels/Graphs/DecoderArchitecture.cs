using System.Collections.Immutable;

namespace LanguageModels.Graphs;

/// <summary>The shape of a decoder of the Llama family. Which parts exist beyond it (biases, norms of query and key) the tensors tell.</summary>
public sealed record DecoderArchitecture
{
    /// <summary>As GenAI names it: <c>llama</c>, <c>mistral</c>, <c>qwen2</c>, <c>qwen3</c>, <c>smollm3</c>.</summary>
    public required string Family { get; init; }

    /// <summary>Number of layers.</summary>
    public required int Layers { get; init; }

    /// <summary>Width of the residual stream.</summary>
    public required int Hidden { get; init; }

    /// <summary>Query heads.</summary>
    public required int Heads { get; init; }

    /// <summary>Key and value heads; divides <see cref="Heads"/>.</summary>
    public required int KeyValueHeads { get; init; }

    /// <summary>Dimensions of a head.</summary>
    public required int HeadSize { get; init; }

    /// <summary>Width inside the feed-forward part.</summary>
    public required int FeedForward { get; init; }

    /// <summary>Tokens.</summary>
    public required int Vocabulary { get; init; }

    /// <summary>Most positions.</summary>
    public required int ContextLength { get; init; }

    /// <summary>Added to the mean square in RMS norms.</summary>
    public required float NormEpsilon { get; init; }

    /// <summary>Base of the rotary frequencies.</summary>
    public required double RopeTheta { get; init; }

    /// <summary>How they are stretched.</summary>
    public RopeScaling RopeScaling { get; init; } = new RopeScaling.None();

    /// <summary>Layers without rotary embedding.</summary>
    public ImmutableHashSet<int> LayersWithoutRope { get; init; } = [];

    /// <summary>Keys that a query sees, itself included; null for all before it.</summary>
    public int? SlidingWindow { get; init; }

    /// <summary>Layers to which the window does not apply.</summary>
    public ImmutableHashSet<int> LayersWithoutWindow { get; init; } = [];

    /// <summary>Keys that a query sees in a layer; null for all before it.</summary>
    public int? WindowOf(int layer) => LayersWithoutWindow.Contains(layer) ? null : SlidingWindow;

    /// <summary>Whether the output matrix is the embedding.</summary>
    public required bool IsTied { get; init; }

    /// <summary>Begins a text; null where there is none.</summary>
    public int? BeginToken { get; init; }

    /// <summary>End an answer.</summary>
    public ImmutableArray<int> EndTokens { get; init; } = [];

    /// <summary>Fills unused places; null where there is none.</summary>
    public int? PadToken { get; init; }
}
