using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using LanguageModels.Tokenization;
using LanguageModels.Weights;
using Trainer.Backends;
using Trainer.Checkpoints;
using Trainer.Stages;
using Trainer.Training;

namespace RecipeBench;

/// <summary>One recipe with one seed: training, examination, and a night of changes. Resumes where a killed process was.</summary>
internal sealed class RecipeRun
{
    private static readonly ImmutableArray<double> _marks = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 1, 2, 3, 4, 5, 6];

    private readonly World _world;
    private readonly Recipe _recipe;
    private readonly ulong _seed;
    private readonly int _threads;
    private readonly string _folder;
    private readonly Tokenizer _tokenizer;
    private readonly TagFormat _format;

    public RecipeRun(World world, Recipe recipe, ulong seed, int threads, string folder)
    {
        (_world, _recipe, _seed, _threads) = (world, recipe, seed, threads);
        _folder = Path.Combine(folder, $"{recipe.Name}-{seed}");
        Directory.CreateDirectory(_folder);
        var file = Path.Combine(folder, $"tokenizer-{recipe.Shape!.Vocabulary}.json");
        if (!File.Exists(file))
        {
            File.WriteAllBytes(file, world.TrainTokenizer(recipe.Shape.Vocabulary));
        }

        _tokenizer = Tokenizer.Load(file);
        _format = new TagFormat(_tokenizer);
    }

    private string Trained => Path.Combine(_folder, "model.safetensors");

    /// <summary>Trains, or says nothing where it was done before.</summary>
    public string Train()
    {
        if (File.Exists(Trained))
        {
            return $"# {_recipe.Name}, seed {_seed}: trained before";
        }

        using var model = Model(null);
        var material = new StageMaterial { Format = _format, Seed = _seed, Pairs = [.. _world.Pairs], Documents = [.. _world.Documents] };
        var table = Run(model, _recipe.Stages[0], material, "checkpoints");
        StageWeights.Write(Trained, new ModelTensors(model.Parameters, null));
        return table;
    }

    /// <summary>Right notes by stratum and kind, and how well confidence orders them.</summary>
    public string Examine()
    {
        using var source = SafetensorsFolder.Open(Trained);
        using var model = Model(source);
        var notes = Answer(model, _world.Tests);
        return Examination.Table(notes);
    }

    /// <summary>A night: changed and new facts with half of the old ones, measured before and after.</summary>
    public string Night(Recipe nightly)
    {
        using var source = SafetensorsFolder.Open(Trained);
        using var model = Model(source);
        var (pairs, tests, changed) = _world.Night();
        var old = _world.Tests.Where(test => test.Stratum is "S1" or "S2" && !changed.Contains(test.Fact)).ToList();
        var before = $"before: {Examination.Night(Answer(model, old), Answer(model, tests))}";
        var material = new StageMaterial
        {
            Format = _format,
            Seed = _seed,
            Pairs = [.. pairs],
            EarlierPairs = [.. _world.Pairs.Where(pair => !changed.Contains(pair.Group.Split('-')[0]))],
        };
        var table = Run(model, nightly.Stages[0], material, "night");
        return $"{table}{before}\nafter: {Examination.Night(Answer(model, old), Answer(model, tests))}";
    }

    private string Run(ITrainingModel model, StageConfig stage, StageMaterial material, string checkpoints)
    {
        var batches = stage.Create().Batches(material);
        var (steps, tokensOfStep) = StageSteps.Of(batches, stage.Learning);
        var settings = new LoopSettings { Learning = stage.Learning, Steps = steps, Fingerprint = $"{_recipe.Name} {_seed}", Threads = _threads };
        using var loop = new TrainingLoop(model, batches, settings, new CheckpointStore(Path.Combine(_folder, checkpoints)), TimeProvider.System);
        loop.Resume(Console.Error.WriteLine);
        var curve = new Curve(_marks);
        var start = Environment.CpuUsage.TotalTime;
        loop.Run(curve, CancellationToken.None);
        loop.TakeAverage();
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# {_recipe.Name}, seed {_seed}, stage {stage.Create().Name}: {model.Parameters.All.Sum(parameter => (long)parameter.Count):N0} parameters, {steps} steps of {tokensOfStep:0} tokens");
        text.AppendLine(CultureInfo.InvariantCulture, $"CPU seconds of this process: {(Environment.CpuUsage.TotalTime - start).TotalSeconds:0}; loss (smoothed) at M tokens: {curve}");
        return text.ToString();
    }

    private ITrainingModel Model(ITensorSource? start) =>
        new OnnxTrainingBackend().Create(_recipe.Shape!.ToArchitecture(_tokenizer.VocabularySize), new TrainingOptions { Threads = _threads }, start, _seed);

    private IReadOnlyList<(TestQuestion Question, GivenNote Note)> Answer(ITrainingModel model, IReadOnlyList<TestQuestion> tests) =>
        [.. tests.Zip(new GreedyNotes(model, _format, _tokenizer, _tokenizer.VocabularySize).Write([.. tests.Select(test => test.Text)]))];
}
