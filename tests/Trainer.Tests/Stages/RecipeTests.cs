using System.Text.Json;
using LanguageModels.Weights;
using Trainer.Backends;
using Trainer.Runs;
using Trainer.Stages;
using Trainer.Training;
using Xunit;

namespace Trainer.Tests.Stages;

public sealed class RecipeTests
{
    public static TheoryData<string> Names => [.. Recipes.All.Select(recipe => recipe.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_built_in_recipe_has_no_flaws_and_survives_a_file(string name)
    {
        var recipe = Recipes.All.Single(recipe => recipe.Name == name);

        Assert.Empty(recipe.Flaws());
        var text = JsonSerializer.Serialize(recipe, RunJson.Options);
        var again = JsonSerializer.Deserialize<Recipe>(text, RunJson.Options)!;
        Assert.Equal(text, JsonSerializer.Serialize(again, RunJson.Options));
        Assert.Equal(recipe.Stages.Select(stage => stage.GetType()), again.Stages.Select(stage => stage.GetType()));
    }

    [Fact]
    public void The_tiny_recipe_has_the_parameters_that_it_was_accepted_with()
    {
        using var model = new OnnxTrainingBackend().Create(Recipes.Tiny.Shape!.ToArchitecture(2048), new TrainingOptions(), null, 1);

        Assert.Equal(1_000_576, model.Parameters.All.Sum(parameter => (long)parameter.Count));
    }

    [Fact]
    public void A_misspelt_setting_and_an_unknown_stage_are_refused_by_name()
    {
        Assert.Contains("noize", Refused("""{"stage":"knowledge","learning":{"tokens":1,"rate":1},"noize":1}"""), StringComparison.Ordinal);
        Assert.Contains("telepathy", Refused("""{"stage":"telepathy","learning":{"tokens":1,"rate":1}}"""), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_flaw_is_named()
    {
        var recipe = Recipes.Tiny with
        {
            Stages = [new KnowledgeInstructionConfig { Learning = new() { Tokens = 0, Rate = -1 }, KeptChange = 2, Questions = new() { Noise = 9 } }],
            Shape = Recipes.Tiny.Shape! with { KeyValueHeads = 3 },
        };

        Assert.Equal(5, recipe.Flaws().Count());
        Assert.Contains(recipe.Flaws(), flaw => flaw.StartsWith("stages[0].learning.rate", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_stage_makes_batches_of_its_material()
    {
        var learning = new LearningSettings { Tokens = 1000, Rate = 1e-3 };
        StageConfig knowledge = new KnowledgeInstructionConfig { Learning = learning };
        StageConfig[] stages =
        [
            new DomainPretrainingConfig { Learning = learning }, new TaskPretrainingConfig { Learning = learning }, knowledge, new JointTrainingConfig { Learning = learning },
            new ReadingConfig { Learning = learning }, new MultiTaskConfig { Learning = learning, Parts = [new(knowledge, 1), new(new DomainPretrainingConfig { Learning = learning }, 1)] },
        ];

        Assert.All(stages, stage =>
        {
            Assert.Empty(stage.Flaws());
            var batch = stage.Create().Batches(Material()).Next();
            Assert.True(batch.Tokens.LabelledTokens > 0);
            Assert.True(batch.TokenCount <= batch.Tokens.Rows * batch.Tokens.Columns);
        });
    }

    [Fact]
    public void Replay_gives_earlier_facts_their_share_of_the_tokens()
    {
        var material = Material() with { EarlierPairs = [.. WordTokenizer.Pairs.Take(6)], Pairs = [.. WordTokenizer.Pairs.Skip(6)] };
        var batches = new KnowledgeInstructionConfig { Learning = new() { Tokens = 1, Rate = 1 } }.Create().Batches(material);

        List<string> sources = [.. Enumerable.Range(0, 40).SelectMany(_ => batches.Next().Sources)];

        var earlier = sources.Count(source => material.EarlierPairs.Any(pair => pair.Group == source)) / (double)sources.Count;
        Assert.InRange(earlier, 0.45, 0.55); // half of the tokens; rows are nearly equally long
    }

    [Fact]
    public void Distillation_without_a_teacher_says_so_and_with_one_shows_its_distributions()
    {
        var config = new DistillationConfig { Learning = new() { Tokens = 1, Rate = 1 }, Data = new KnowledgeInstructionConfig { Learning = new() { Tokens = 1, Rate = 1 } }, Top = 4 };
        Assert.Throws<StageException>(() => config.Create().Batches(Material()));

        using var teacher = new OnnxTrainingBackend().Create(Recipes.Tiny.Shape!.ToArchitecture(262) with { Layers = 1 }, new TrainingOptions(), null, 3);
        var batch = config.Create().Batches(Material() with { Teacher = teacher }).Next().Tokens;

        var soft = Assert.IsType<SoftTargets.Top>(batch.Soft);
        Assert.Equal(batch.Targets.Length * 4, soft.Tokens.Length);
        Assert.All(Enumerable.Range(0, batch.Targets.Length), place =>
        {
            var probabilities = soft.Probabilities.Slice(place * 4, 4).ToArray();
            Assert.Equal(probabilities.OrderDescending(), probabilities);
            Assert.InRange(probabilities.Sum(), 0, 1.0001f);
        });
    }

    [Fact]
    public void Interpolated_weights_lie_at_their_share_between_start_and_end()
    {
        using var between = new InterpolatedTensors(new One(2), new One(6), 0.25);
        var value = new float[1];
        between.Read("w", value);

        Assert.Equal(3, value[0]);
    }

    private static StageMaterial Material() => new()
    {
        Format = WordTokenizer.Format, Seed = 1, Pairs = [.. WordTokenizer.Pairs], Documents = [new StageDocument("a", "All plans have a fee. It is due in May and paid at the counter.")],
    };

    private static string Refused(string stage) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<StageConfig>(stage, RunJson.Options)).Message;

    private sealed class One(float value) : ITensorSource
    {
        public IReadOnlyDictionary<string, TensorInfo> Tensors { get; } = new Dictionary<string, TensorInfo> { ["w"] = new("w", "F32", [1]) };

        public void Read(string name, Span<float> destination) => destination[0] = value;

        public void Dispose()
        {
        }
    }
}
