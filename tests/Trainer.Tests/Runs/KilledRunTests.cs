using Trainer.Training;
using Trainer.Runs;
using Xunit;

namespace Trainer.Tests.Runs;

/// <summary>A real process that is killed at random points and resumed. <c>GATEWAY_SUITES</c> with <c>trainer</c> or <c>all</c>: twenty points.</summary>
public sealed class KilledRunTests
{
    private const int Tokens = 60_000;

    private static readonly bool _isAsked = (Environment.GetEnvironmentVariable("GATEWAY_SUITES") ?? "").Split(',').Any(suite => suite is "trainer" or "all");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_that_is_killed_at_random_points_ends_with_the_weights_of_an_undisturbed_one()
    {
        using var domain = await SmallDomain.CreateAsync(Tokens, Stop);
        await TrainerProcess.RunAsync(null, Stop, Command(domain));
        var undisturbed = Assert.Single(Runs(domain));
        Assert.Equal(RunStatus.Finished, undisturbed.ReadState().Status);
        var steps = LossLog.Read(undisturbed.Stage(0, "joint").Losses)[^1].Step;
        var numbers = new SeededNumbers(20, 5, 0);

        var kills = _isAsked ? 20 : 2;
        await TrainerProcess.RunAsync(stop => ReachedAsync(domain, 2, 1 + numbers.Below((int)steps / 2), stop), Stop, Command(domain));
        var killed = Runs(domain)[1];
        for (var kill = 1; kill < kills && killed.ReadState().Status != RunStatus.Finished; kill++)
        {
            await TrainerProcess.RunAsync(stop => ReachedAsync(domain, 2, 1 + numbers.Below((int)steps), stop), Stop, Resume(domain, killed));
        }

        var last = await TrainerProcess.RunAsync(null, Stop, Resume(domain, killed));

        Assert.True(last.Code == 0, last.Error);
        Assert.True(killed.ReadState().Starts >= 2, "It was never killed.");
        Assert.Equal(domain.Result(undisturbed.Id), domain.Result(killed.Id));
        Assert.Equal(undisturbed.ReadState().Registered, killed.ReadState().Registered);
    }

    [Fact]
    public async Task A_second_process_on_the_domain_is_refused_while_the_first_trains()
    {
        using var domain = await SmallDomain.CreateAsync(Tokens * 4, Stop);
        (int Code, string Error) second = default;

        await TrainerProcess.RunAsync(
            async stop =>
            {
                await ReachedAsync(domain, 1, 1, stop);
                second = await TrainerProcess.RunAsync(null, stop, Command(domain));
            },
            Stop,
            Command(domain));

        Assert.Equal(2, second.Code);
        Assert.Contains("is being trained by process", second.Error, StringComparison.Ordinal);
    }

    private static string[] Command(SmallDomain domain) =>
        ["run", "--domain", SmallDomain.Name, "--recipe", domain.Recipe, "--pairs", domain.Pairs, "--checkpoint-every", "1s", "--data", domain.Data];

    private static string[] Resume(SmallDomain domain, RunFolder run) => ["resume", run.Id, "--data", domain.Data];

    private static IReadOnlyList<RunFolder> Runs(SmallDomain domain) => new RunStore(Path.Combine(domain.Data, "training"), TimeProvider.System).List(null);

    /// <summary>Waits until the loss curve of the newest of some runs has come to a step, or this run has ended.</summary>
    private static async Task ReachedAsync(SmallDomain domain, int runs, int step, CancellationToken stop)
    {
        while (!(Runs(domain) is [.., var newest] all && all.Count == runs && (newest.ReadState().Status == RunStatus.Finished || LastStep(newest) >= step)))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, stop);
        }
    }

    private static long LastStep(RunFolder run)
    {
        try
        {
            return LossLog.Read(run.Stage(0, "joint").Losses) is [.., var last] ? last.Step : 0;
        }
        catch (IOException)
        {
            return 0; // it is being rewritten at this moment
        }
    }
}
