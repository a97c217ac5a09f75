using Support;
using Trainer.Runs;
using Trainer.Stages;
using Xunit;

namespace Trainer.Tests.Runs;

public sealed class RunStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly RunStore _store;

    public RunStoreTests() => _store = new RunStore(_folder.Path, _time);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_gives_back_its_plan_and_is_found_by_the_beginning_of_its_name()
    {
        var plan = Plan("sales");
        _store.Create(plan);

        var found = _store.Find(plan.Id[..12], null)!;

        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(plan, RunJson.Options), System.Text.Json.JsonSerializer.Serialize(found.ReadPlan(), RunJson.Options));
        Assert.Equal(RunStatus.Planned, found.ReadState().Status);
        Assert.Null(_store.Find("2019", null));
    }

    [Fact]
    public void Two_runs_of_one_second_have_different_names_and_one_beginning_is_not_enough()
    {
        _store.Create(Plan("sales"));
        _store.Create(Plan("sales"));

        Assert.Equal(2, _store.List("sales").Count);
        Assert.Throws<ArgumentException>(() => _store.Find("20260301", null));
    }

    [Theory]
    [InlineData("../up")]
    [InlineData("")]
    [InlineData("Sales")]
    public void A_name_that_could_leave_the_folder_is_no_domain(string domain)
    {
        Assert.Throws<ArgumentException>(() => _store.DomainFolder(domain));
    }

    [Fact]
    public void A_flawed_recipe_is_refused_before_anything_is_made()
    {
        var plan = Plan("sales") with { Recipe = Recipes.Tiny with { Stages = [] } };

        Assert.Contains("stages is empty", Assert.Throws<ArgumentException>(() => _store.Create(plan)).Message, StringComparison.Ordinal);
        Assert.Empty(_store.List(null));
    }

    [Fact]
    public async Task A_second_trainer_on_a_domain_is_refused_and_told_who_works_on_it()
    {
        var folder = _store.DomainFolder("sales");
        using (await Take(folder, "first", waits: false))
        {
            Assert.True(DomainLock.IsTaken(folder));
            var problem = await Assert.ThrowsAsync<DomainBusyException>(() => Take(folder, "second", waits: false));
            Assert.Equal("first", problem.Owner?.Run);
            Assert.Contains($"process {Environment.ProcessId}", problem.Message, StringComparison.Ordinal);
        }

        Assert.False(DomainLock.IsTaken(folder));
        using var next = await Take(folder, "second", waits: false);
    }

    [Fact]
    public async Task A_lock_file_of_a_process_that_is_gone_holds_nobody_up()
    {
        var folder = Directory.CreateDirectory(_store.DomainFolder("sales")).FullName;
        File.WriteAllText(Path.Combine(folder, "lock"), "");
        File.WriteAllText(Path.Combine(folder, "owner.json"), """{"process":1,"run":"old","since":"2026-01-01T00:00:00+00:00"}""");

        using var taken = await Take(folder, "new", waits: false);
    }

    [Fact]
    public void A_loss_curve_is_cut_back_to_the_checkpoint_and_a_torn_line_is_dropped()
    {
        var path = _folder["losses.jsonl"];
        using (var log = LossLog.Open(path, 0, 10))
        {
            for (var step = 1; step <= 10; step++)
            {
                log.Add(new(step, 10, step * 100, 1, 1.0 / step, 0.1, 2, TimeSpan.FromSeconds(step), 50));
            }
        }

        File.AppendAllText(path, """{"step":11,"tok""");
        using (LossLog.Open(path, 6, 10))
        {
            Assert.Equal([1, 2, 3, 4, 5, 6], LossLog.Read(path).Select(point => point.Step));
        }
    }

    private Task<DomainLock> Take(string folder, string run, bool waits) => DomainLock.TakeAsync(folder, run, waits, _time, TestContext.Current.CancellationToken);

    private RunPlan Plan(string domain) => new()
    {
        Id = _store.NewId(domain, "tiny"), Domain = domain, Expert = domain, Recipe = Recipes.Tiny, Seed = 1, Threads = 1, Created = _time.GetUtcNow(), Budget = TimeSpan.FromMinutes(3),
    };
}
