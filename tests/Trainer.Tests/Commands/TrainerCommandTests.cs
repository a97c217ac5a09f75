using Experts.Registry;
using Trainer.Commands;
using Trainer.Runs;
using Trainer.Tests.Runs;
using Xunit;

namespace Trainer.Tests.Commands;

public sealed class TrainerCommandTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_domain_is_trained_registered_listed_and_shown()
    {
        using var domain = await SmallDomain.CreateAsync(6_000, Stop);

        var run = await Shell(domain, "run", "--domain", SmallDomain.Name, "--recipe", domain.Recipe, "--pairs", domain.Pairs, "--test", domain.Tests, "--precision", "Float32");

        Assert.True(run.Code == 0, run.Error);
        var version = new ExpertRegistry(Path.Combine(domain.Data, "registry"), TimeProvider.System).Resolve(SmallDomain.Name, null)!;
        Assert.Equal($"{version.Name}@{version.Version}", run.Output.Trim());
        Assert.Contains("joint", run.Error, StringComparison.Ordinal);
        var list = await Shell(domain, "list");
        Assert.Contains("finished", list.Output, StringComparison.Ordinal);
        var id = list.Output.Split('\t')[0];
        var show = await Shell(domain, "show", id);
        Assert.Contains("tokens", show.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(domain.Data, "training", SmallDomain.Name, id, "report.html")));
        Assert.Equal((0, run.Output), (await Shell(domain, "resume", id)) is var again ? (again.Code, again.Output) : default);
    }

    [Fact]
    public async Task A_document_that_changes_during_a_run_changes_the_next_run_alone()
    {
        using var domain = await SmallDomain.CreateAsync(6_000, Stop);
        string[] command = ["run", "--domain", SmallDomain.Name, "--recipe", domain.Recipe, "--pairs", domain.Pairs];
        await Shell(domain, command);
        var store = new RunStore(Path.Combine(domain.Data, "training"), TimeProvider.System);
        var run = store.List(null)[0];
        var (before, corpus) = (domain.Result(run.Id).Weights, run.ReadState().Corpus);

        // As if it had been killed while it trained, and a document had changed meanwhile.
        Directory.Delete(Path.Combine(run.Path, "stages"), recursive: true);
        run.Change(TimeProvider.System, state => state with { Status = RunStatus.Running });
        File.AppendAllText(Path.Combine(domain.Documents, "house.md"), "\n\nSince yesterday there is cake on Sundays.");
        await domain.IngestAsync(Stop);
        await Shell(domain, "resume", run.Id);
        await Shell(domain, command);

        Assert.Equal((before, corpus), (domain.Result(run.Id).Weights, run.ReadState().Corpus));
        Assert.NotEqual(corpus, store.List(null)[1].ReadState().Corpus);
    }

    [Fact]
    public async Task A_plan_says_what_would_be_done_and_leaves_nothing()
    {
        using var domain = await SmallDomain.CreateAsync(6_000, Stop);

        var plan = await Shell(domain, "plan", "--domain", SmallDomain.Name, "--recipe", domain.Recipe, "--pairs", domain.Pairs);

        Assert.True(plan.Code == 0, plan.Error);
        Assert.Contains("8 facts", plan.Output, StringComparison.Ordinal);
        Assert.Contains("how measured", plan.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(Path.Combine(domain.Data, "training", SmallDomain.Name)));
    }

    [Theory]
    [InlineData("has no documents", "run", "--domain", "coffee")]
    [InlineData("expected tiny, small", "run", "--domain", "tea", "--recipe", "huge")]
    [InlineData("expected full or lora", "run", "--domain", "tea", "--base", ".", "--method", "half")]
    [InlineData("name the model with --base", "run", "--domain", "tea", "--method", "full")]
    [InlineData("there is no file or folder", "run", "--domain", "tea", "--pairs", "nowhere.jsonl")]
    [InlineData("expected a time such as", "run", "--domain", "tea", "--budget", "soon")]
    [InlineData("expected 1 to 256", "run", "--domain", "tea", "--threads", "0")]
    [InlineData("goes on from an earlier run", "run", "--domain", "tea", "--recipe", "nightly")]
    [InlineData("is no name of a domain", "run", "--domain", "Tea!")]
    [InlineData("No run is waiting", "resume")]
    [InlineData("There is no run", "show", "2019")]
    [InlineData("conjure", "conjure")]
    public async Task Wrong_input_could_not_run_and_says_what_is_expected(string said, params string[] command)
    {
        using var domain = await SmallDomain.CreateAsync(6_000, Stop);

        var outcome = await Shell(domain, command);

        Assert.Equal(2, outcome.Code);
        Assert.Contains(said, outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_curve_falls_from_full_to_empty_blocks()
    {
        LossPoint[] points = [.. Enumerable.Range(0, 100).Select(step => new LossPoint(step, step, Math.Exp(-step / 20.0), 0, 0, 0))];

        var line = Sparkline.Of(points, 8);

        Assert.Equal("█▇▆▅▄▃▂▁", line);
    }

    private static Task<(int Code, string Output, string Error)> Shell(SmallDomain domain, params string[] arguments) =>
        TrainerShell.RunAsync(Stop, [.. arguments, "--data", domain.Data]);
}
