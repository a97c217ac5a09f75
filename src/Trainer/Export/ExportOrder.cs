using LanguageModels.Graphs;
using LanguageModels.Weights;

namespace Trainer.Export;

/// <summary>What is to be exported, and as whom.</summary>
internal sealed record ExportOrder
{
    /// <summary>Name of the expert in the registry.</summary>
    public required string Name { get; init; }

    /// <summary>The domain whose questions it answers.</summary>
    public required string Domain { get; init; }

    /// <summary>How it was trained, such as <c>knowledge-1m 1</c>; part of the manifest.</summary>
    public required string Recipe { get; init; }

    /// <summary>What it was trained from: <c>name@version</c> or a model's name; null for one trained from nothing.</summary>
    public string? Base { get; init; }

    /// <summary>Hash of the corpus manifest; null where there is none.</summary>
    public string? CorpusHash { get; init; }

    /// <summary>Of the weights; null when nobody said.</summary>
    public string? Licence { get; init; }

    /// <summary>The shape, with the tokens that end an answer.</summary>
    public required DecoderArchitecture Architecture { get; init; }

    /// <summary>The trained weights under the names of Hugging Face's checkpoints; stays the caller's to dispose of.</summary>
    public required ITensorSource Weights { get; init; }

    /// <summary>A PEFT folder that is merged into <see cref="Weights"/>; null for none.</summary>
    public string? AdapterFolder { get; init; }

    /// <summary>How text becomes tokens.</summary>
    public required ModelText Text { get; init; }

    /// <summary>Of the matrices. Default 8 bits.</summary>
    public Precision Precision { get; init; } = Precision.Int8;

    /// <summary>4 multiplies 8-bit activations (fast), 0 float32 ones. Default 4.</summary>
    public int AccuracyLevel { get; init; } = 4;

    /// <summary>Most positions that are prepared; null for the architecture's.</summary>
    public int? ContextLength { get; init; }

    /// <summary>A searchable memory of the notes, copied into the version; null for none.</summary>
    public string? MemoryFolder { get; init; }

    /// <summary>What the exported model is verified on.</summary>
    public required ExportProbe Probe { get; init; }

    /// <summary>Token scores of the training graph, which the exported float32 graph must reproduce; null skips that comparison.</summary>
    public TokenScorer? TrainingScores { get; init; }

    /// <summary>How much may be lost.</summary>
    public ExportLimits Limits { get; init; } = new();
}
