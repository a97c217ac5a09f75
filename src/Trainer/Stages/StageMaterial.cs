using System.Collections.Immutable;
using Trainer.Backends;
using Trainer.Corpus;

namespace Trainer.Stages;

/// <summary>What stages are made of: a run's snapshot of everything it learns from.</summary>
public sealed record StageMaterial
{
    /// <summary>How text becomes tokens.</summary>
    public required NoteFormat Format { get; init; }

    /// <summary>Of the run; each stage derives its own.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Facts to learn, unknown ones among them.</summary>
    public ImmutableArray<NotePair> Pairs { get; init; } = [];

    /// <summary>Facts learnt earlier, shown again so that they stay; without those that changed.</summary>
    public ImmutableArray<NotePair> EarlierPairs { get; init; } = [];

    /// <summary>Texts of the domain.</summary>
    public ImmutableArray<StageDocument> Documents { get; init; } = [];

    /// <summary>General texts, shown so that general language stays.</summary>
    public ImmutableArray<StageDocument> GeneralDocuments { get; init; } = [];

    /// <summary>The model whose distributions are learnt, with the same tokenizer; null where there is none. Stays the caller's.</summary>
    public ITrainingModel? Teacher { get; init; }
}
