using System.Collections.Immutable;

namespace Trainer.Backends;

/// <summary>What is trained, and how it is computed.</summary>
public sealed record TrainingOptions
{
    /// <summary>Threads of one step. Default 1: the same bits every time. Two and more differ in the last places.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Low-rank adapters; everything else is then frozen. Null trains the model itself.</summary>
    public LoraOptions? Lora { get; init; }

    /// <summary>Tensors whose names begin with one of these stay as they are.</summary>
    public ImmutableArray<string> Frozen { get; init; } = [];

    /// <summary>Queries of one block of causal attention. Default 64; a block computes no key after its last query.</summary>
    public int AttentionBlock { get; init; } = 64;

    /// <summary>Tokens whose logits are in memory at a time; null for about two million logits.</summary>
    public int? HeadRows { get; init; }

    /// <summary>Columns are padded to a multiple of this, so that similar batches share a graph. Default 16.</summary>
    public int ColumnStep { get; init; } = 16;

    /// <summary>Shapes whose graphs stay open; the one longest unused is closed first. Default 4.</summary>
    public int MaximumShapes { get; init; } = 4;

    /// <summary>Whether idle threads wait busily. Faster on a machine of its own, harmful beside a gateway. Default false.</summary>
    public bool IsSpinning { get; init; }
}
