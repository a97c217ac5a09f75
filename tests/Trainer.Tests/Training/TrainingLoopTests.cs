using LanguageModels.Graphs;
using Support;
using Trainer.Backends;
using Trainer.Checkpoints;
using Trainer.Optimisation;
using Trainer.Training;
using Xunit;

namespace Trainer.Tests.Training;

public sealed class TrainingLoopTests : IDisposable
{
    private const int Steps = 12, Vocabulary = 64;

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();

    private static DecoderArchitecture Shape => new()
    {
        Family = "llama", Layers = 1, Hidden = 16, Heads = 2, KeyValueHeads = 1, HeadSize = 8, FeedForward = 24, Vocabulary = Vocabulary,
        ContextLength = 64, NormEpsilon = 1e-5f, RopeTheta = 10_000, IsTied = true,
    };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_that_is_stopped_and_resumed_ends_with_the_bits_of_an_undisturbed_one()
    {
        var expected = Train("undisturbed", stops: []);

        foreach (var stop in (int[])[1, 5, 11])
        {
            Assert.Equal(expected, Train($"stopped-{stop}", stops: [stop, Math.Min(stop + 3, Steps - 1)]));
        }
    }

    [Fact]
    public void A_run_whose_newest_checkpoint_is_damaged_goes_back_and_ends_with_the_same_bits()
    {
        var expected = Train("undisturbed", stops: []);
        Train("damaged", stops: [4, 8], isLeft: true);
        var store = new CheckpointStore(_folder["damaged"]);
        File.WriteAllText(Path.Combine(store.FolderOf(8), "weights.safetensors"), "nothing");

        Assert.Equal(expected, Train("damaged", stops: []));
    }

    [Fact]
    public void Two_threads_end_near_one_thread()
    {
        var (one, two) = (Train("one", stops: []), Train("two", stops: [], threads: 2));

        // The same sums in another order: each step differs in the last bits, and AdamW passes small differences on. 1e-3 is a
        // tenth of what a single step may move a weight (rate 1e-2).
        Assert.All(one.Zip(two), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 1e-3f));
    }

    [Fact]
    public void A_loss_that_is_no_number_stops_before_the_step_and_names_the_batch()
    {
        using var model = Model(1);
        var store = new CheckpointStore(_folder["diverged"]);
        using var loop = Loop(model, store, Settings());
        loop.Run(new StopAt(3, out var stop), stop);
        var norm = model.Parameters["model.norm.weight"];
        model.Parameters.Values(norm)[0] = float.NaN;

        var problem = Assert.Throws<DivergedException>(() => loop.Run(null, CancellationToken.None));

        Assert.Equal(4, problem.Step);
        Assert.Contains("row-12", problem.Sources); // four rows a batch, three batches before
        Assert.Contains("The checkpoint of step 3 is kept", problem.Message, StringComparison.Ordinal);
        Assert.Equal(3, store.OpenNewest(Assert.Fail)?.Step);
    }

    [Fact]
    public void A_checkpoint_of_another_plan_is_not_continued()
    {
        using (var model = Model(1))
        using (var loop = Loop(model, new CheckpointStore(_folder["plan"]), Settings()))
        {
            loop.Run(new StopAt(2, out var stop), stop);
        }

        using var other = Model(1);
        using var next = Loop(other, new CheckpointStore(_folder["plan"]), Settings() with { Fingerprint = "another" });
        var remarks = new List<string>();

        Assert.False(next.Resume(remarks.Add));
        Assert.Contains("another plan", Assert.Single(remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void A_spent_budget_ends_the_stage_early_and_it_counts_earlier_processes()
    {
        using var model = Model(1);
        var settings = Settings() with { Budget = TimeSpan.FromSeconds(5) };
        var store = new CheckpointStore(_folder["budget"]);
        using (var loop = Loop(model, store, settings))
        {
            loop.Run(new EachStep(() => _time.Advance(TimeSpan.FromSeconds(1)), 2, out var stop), stop);
        }

        using var again = Loop(model, store, settings);
        again.Resume(Assert.Fail);

        Assert.Equal(LoopOutcome.OutOfTime, again.Run(new EachStep(() => _time.Advance(TimeSpan.FromSeconds(1)), Steps, out _), CancellationToken.None));
        Assert.Equal(5, again.Step);
    }

    [Fact]
    public void The_loss_of_repeated_rows_falls()
    {
        using var model = Model(1);
        using var loop = Loop(model, new CheckpointStore(_folder["falls"]), Settings());
        var losses = new List<double>();
        loop.Run(new Collect(losses), CancellationToken.None);

        Assert.True(losses[^1] < losses[0] - 0.5, $"from {losses[0]} to {losses[^1]}");
    }

    /// <summary>Trains in one process after another, each stopped after a step; the final weights.</summary>
    private float[] Train(string name, int[] stops, int threads = 1, bool isLeft = false)
    {
        foreach (var at in stops)
        {
            using var stopped = Model(threads);
            using var loop = Loop(stopped, new CheckpointStore(_folder[name]), Settings());
            loop.Resume(Assert.Fail);
            Assert.Equal(LoopOutcome.Stopped, loop.Run(new StopAt(at, out var stop), stop));
        }

        if (isLeft)
        {
            return [];
        }

        using var model = Model(threads);
        using var last = Loop(model, new CheckpointStore(_folder[name]), Settings());
        last.Resume(_ => { });
        Assert.Equal(LoopOutcome.Finished, last.Run(null, CancellationToken.None));
        last.TakeAverage();
        return [.. model.Parameters.All.SelectMany(parameter => model.Parameters.Values(parameter).ToArray())];
    }

    private static ITrainingModel Model(int threads) => new OnnxTrainingBackend().Create(Shape, new TrainingOptions { Threads = threads }, null, 1);

    private static LoopSettings Settings() => new()
    {
        Learning = new LearningSettings { Tokens = 1, Rate = 1e-2, Average = 0.9, Curve = RateCurve.Cosine },
        Steps = Steps,
        Fingerprint = "test",
    };

    private TrainingLoop Loop(ITrainingModel model, CheckpointStore store, LoopSettings settings) =>
        new(model, new BatchComposer(new Repeated(), new BatchShape { Rows = 4, Columns = 16 }, 0), settings, store, _time);

    /// <summary>Eight rows, again and again under new names.</summary>
    private sealed class Repeated : IRowSource
    {
        private readonly LetterRows _rows = new(9, Vocabulary, 12);
        private long _row;

        public System.Collections.Immutable.ImmutableArray<long> Position => [_row];

        public void MoveTo(ReadOnlySpan<long> position) => _row = position[0];

        public TrainingRow Next()
        {
            _rows.MoveTo([_row % 8]);
            return _rows.Next() with { Source = $"row-{_row++}" };
        }
    }

    private sealed class StopAt : IProgress<TrainingProgress>
    {
        private readonly CancellationTokenSource _source = new();
        private readonly long _step;

        public StopAt(long step, out CancellationToken stop) => (_step, stop) = (step, _source.Token);

        public void Report(TrainingProgress value)
        {
            if (value.Step >= _step)
            {
                _source.Cancel();
            }
        }
    }

    private sealed class EachStep : IProgress<TrainingProgress>
    {
        private readonly CancellationTokenSource _source = new();
        private readonly Action _action;
        private readonly int _most;

        public EachStep(Action action, int most, out CancellationToken stop) => (_action, _most, stop) = (action, most, _source.Token);

        public void Report(TrainingProgress value)
        {
            _action();
            if (value.Step >= _most)
            {
                _source.Cancel();
            }
        }
    }

    private sealed class Collect(List<double> losses) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => losses.Add(value.Loss);
    }
}
