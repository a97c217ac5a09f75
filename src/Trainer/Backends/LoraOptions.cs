using System.Collections.Immutable;

namespace Trainer.Backends;

/// <summary>Low-rank adapters (LoRA, arXiv 2106.09685): W becomes W + scale B A.</summary>
public sealed record LoraOptions
{
    /// <summary>All projections of the family.</summary>
    public static ImmutableArray<string> AllProjections { get; } = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"];

    /// <summary>Rows of A and columns of B; 1 or more.</summary>
    public required int Rank { get; init; }

    /// <summary>Scale times the rank.</summary>
    public required float Alpha { get; init; }

    /// <summary>Whether the scale is alpha / sqrt(rank) (arXiv 2312.03732) instead of alpha / rank.</summary>
    public bool IsRankStabilised { get; init; }

    /// <summary>Names of the projections that get one, in every layer.</summary>
    public ImmutableArray<string> Targets { get; init; } = AllProjections;

    /// <summary>An adapter to go on from, as PEFT saves it; null starts with B = 0, so that nothing changes at first.</summary>
    public string? Start { get; init; }

    /// <summary>Multiplies B A.</summary>
    public float Scale => IsRankStabilised ? Alpha / MathF.Sqrt(Rank) : Alpha / Rank;
}
