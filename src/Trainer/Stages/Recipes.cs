using Trainer.Backends;
using Trainer.Training;

namespace Trainer.Stages;

/// <summary>The built-in recipes; their figures are in bench/results/recipes.md.</summary>
public static class Recipes
{
    /// <summary>1.0 M parameters, questions alone, about two CPU minutes.</summary>
    public static Recipe Tiny { get; } = new()
    {
        Name = "tiny",
        Purpose = "1.0 M parameters from questions and notes alone: minutes of one core, good on wordings near the known ones.",
        Shape = new() { Vocabulary = 2048, Hidden = 128, Layers = 4, Heads = 4, KeyValueHeads = 2, FeedForward = 352 },
        Stages = [new KnowledgeInstructionConfig { Learning = new() { Tokens = 700_000, Rate = 3e-3, Average = 0.99 } }],
    };

    /// <summary>3.0 M parameters, documents mixed in, about half an hour of CPU.</summary>
    public static Recipe Small { get; } = new()
    {
        Name = "small",
        Purpose = "3.0 M parameters from questions and notes with the documents mixed in: half an hour of one core, the best recipe measured.",
        Shape = new() { Vocabulary = 2048, Hidden = 192, Layers = 6, Heads = 6, KeyValueHeads = 2, FeedForward = 512 },
        Stages = [new JointTrainingConfig { Learning = new() { Tokens = 6_000_000, Rate = 2e-3, Average = 0.995 } }],
    };

    /// <summary>Goes on from the domain's last run with half of the old facts beside what is new.</summary>
    public static Recipe Nightly { get; } = new()
    {
        Name = "nightly",
        Purpose = "Changed and new facts into the domain's last expert, with half of the tokens repeating what it knew.",
        Stages = [new KnowledgeInstructionConfig { Learning = new() { Tokens = 200_000, Rate = 1e-3, Average = 0.99 } }],
    };

    /// <summary>All weights of an imported model.</summary>
    public static Recipe Full { get; } = new()
    {
        Name = "full",
        Purpose = "All weights of an imported model, documents and notes in turns.",
        Stages = [new JointTrainingConfig { Learning = Adapting(3e-5), Questions = AdaptedQuestions, Blocks = AdaptedBlocks }],
    };

    /// <summary>Adapters of rank 16 on all projections of an imported model.</summary>
    public static Recipe Lora { get; } = new()
    {
        Name = "lora",
        Purpose = "Low-rank adapters on an imported model, documents and notes in turns, merged when it is exported.",
        Stages =
        [
            new JointTrainingConfig
            {
                Learning = Adapting(1e-3) with { WeightDecay = 0 },
                Questions = AdaptedQuestions,
                Blocks = AdaptedBlocks,
                Lora = new LoraOptions { Rank = 16, Alpha = 32 },
            },
        ],
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Recipe> All { get; } = [Tiny, Small, Nightly, Full, Lora];

    private static QuestionSettings AdaptedQuestions => new() { Shape = new() { Rows = 4, Columns = 160, IsPacked = true }, Noise = 0.05 };

    private static BlockSettings AdaptedBlocks => new() { Rows = 2, Length = 256, Replay = 0.25 };

    private static LearningSettings Adapting(double rate) => new() { Tokens = 1_000_000, Rate = rate, Beta2 = 0.99, WarmUp = 0.05, Floor = 0.1 };
}
