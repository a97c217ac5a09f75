using System.Collections.Immutable;
using LanguageModels.Graphs;
using Trainer.Stages;

namespace Trainer.Runs;

/// <summary>What a run is asked for. Written once, before anything else; with the snapshot of the corpus it decides the result.</summary>
public sealed record RunPlan
{
    /// <summary>Names the run: when it was asked for, and the recipe.</summary>
    public required string Id { get; init; }

    /// <summary>The domain whose documents are learnt.</summary>
    public required string Domain { get; init; }

    /// <summary>The expert that is registered.</summary>
    public required string Expert { get; init; }

    /// <summary>How.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>Of everything that is drawn by chance.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Threads of a step. One gives the same bits every time.</summary>
    public required int Threads { get; init; }

    /// <summary>The model to adapt: an expert, a GGUF file or a Hugging Face folder; null trains from nothing.</summary>
    public string? Base { get; init; }

    /// <summary>A larger model with the same tokenizer for distillation, as a Hugging Face folder; null for none.</summary>
    public string? Teacher { get; init; }

    /// <summary>The earlier run that this one goes on from; null for none.</summary>
    public string? Parent { get; init; }

    /// <summary>Time for the whole run; null for no bound.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>Least time between two checkpoints. Default 20 seconds. Has no influence on the result.</summary>
    public TimeSpan CheckpointEvery { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Of the exported matrices.</summary>
    public Precision Precision { get; init; } = Precision.Int8;

    /// <summary>Files of questions and notes from the domain's owner, full paths.</summary>
    public ImmutableArray<string> PairFiles { get; init; } = [];

    /// <summary>A file of questions with checked answers to report on; null measures none.</summary>
    public string? TestFile { get; init; }

    /// <summary>A file of other questions on which the confidence is fitted; null for none.</summary>
    public string? DevelopmentFile { get; init; }

    /// <summary>Folder or file of general texts against forgetting; null for none.</summary>
    public string? GeneralTexts { get; init; }

    /// <summary>Whether the new version answers from then on.</summary>
    public bool BecomesCurrent { get; init; } = true;

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset Created { get; init; }
}
