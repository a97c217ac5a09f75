using Experts.Serving;
using Support.Models;
using Xunit;

namespace Experts.Tests.Serving;

public sealed class ExpertHostTests
{
    [Fact]
    public async Task A_model_is_loaded_once_for_all_who_ask_at_the_same_time()
    {
        await using var it = new HostFixture();
        it.SetCurrent("a", "v1");

        var said = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => it.SayAsync("a")));

        Assert.All(said, text => Assert.Equal("v1", text));
        Assert.Equal(1, it.Loads);
    }

    [Fact]
    public async Task An_expert_or_a_version_that_is_not_there_is_said_to_be_missing()
    {
        await using var it = new HostFixture();

        await Assert.ThrowsAsync<ExpertNotFoundException>(() => it.SayAsync("nobody"));
        await Assert.ThrowsAsync<ExpertNotFoundException>(() => it.SayAsync("nobody", "v9"));
    }

    [Fact]
    public async Task The_old_version_answers_until_the_new_one_is_loaded()
    {
        await using var it = new HostFixture();
        it.SetCurrent("a", "old");
        await it.SayAsync("a");
        var loading = new TaskCompletionSource();
        it.OnLoad = _ => loading.Task;
        it.SetCurrent("a", "new");
        it.LookAgain();

        Assert.Equal("old", await it.SayAsync("a"));
        loading.SetResult();
        await Eventually(async () => await it.SayAsync("a") == "new");

        await Eventually(() => Task.FromResult(it.Engines["old"].IsDisposed));
    }

    [Fact]
    public async Task A_request_keeps_its_version_and_the_old_model_goes_when_its_last_request_ended()
    {
        await using var it = new HostFixture();
        it.SetCurrent("a", "old");
        var lease = await it.Host.AcquireAsync("a", null, TestContext.Current.CancellationToken);
        it.SetCurrent("a", "new");
        it.LookAgain();
        await Eventually(async () => await it.SayAsync("a") == "new");

        Assert.Equal("old", (await Models.SayAsync(lease.Model.Expert!, new AnswerSettings())).Text);
        Assert.False(it.Engines["old"].IsDisposed);
        lease.Dispose();

        await Eventually(() => Task.FromResult(it.Engines["old"].IsDisposed));
    }

    [Fact]
    public async Task A_swap_under_fifty_streams_mixes_no_tokens_and_fails_no_request()
    {
        await using var it = new HostFixture { MakeEngine = version => ScriptedEngine.Saying(new string(version[0], 200)) };
        it.SetCurrent("a", "xxx");
        await it.SayAsync("a");
        using var stop = new CancellationTokenSource();
        var streams = Enumerable.Range(0, 50).Select(_ => AskAgainAndAgainAsync(it, stop.Token)).ToArray();

        foreach (var version in new[] { "yyy", "xxx", "zzz", "yyy", "xxx" })
        {
            it.SetCurrent("a", version);
            it.LookAgain();
            await Eventually(async () => (await it.SayAsync("a"))[0] == version[0]);
        }

        await stop.CancelAsync();
        var answers = (await Task.WhenAll(streams)).SelectMany(list => list).ToList();
        Assert.All(answers, answer => Assert.Equal(new string(answer[0], 200), answer));
        Assert.True(answers.Select(answer => answer[0]).Distinct().Count() > 1);
    }

    [Fact]
    public async Task A_version_that_does_not_load_leaves_the_old_one_serving_and_is_not_tried_at_each_request()
    {
        await using var it = new HostFixture();
        it.SetCurrent("a", "good");
        await it.SayAsync("a");
        it.OnLoad = version => version.Version == "torn" ? throw new InvalidDataException("The hash of model.onnx.data is another.") : Task.CompletedTask;
        it.SetCurrent("a", "torn");
        it.LookAgain();

        for (var i = 0; i < 10; i++)
        {
            Assert.Equal("good", await it.SayAsync("a"));
        }

        await Eventually(() => Task.FromResult(it.Loads == 2));
        it.OnLoad = _ => Task.CompletedTask;
        await Eventually(async () =>
        {
            it.Time.Advance(TimeSpan.FromSeconds(31)); // the pause counts from the failure, which may come later than this line
            return await it.SayAsync("a") == "torn";
        });
    }

    [Fact]
    public async Task A_first_version_that_does_not_load_is_said_to_be_unavailable()
    {
        await using var it = new HostFixture { OnLoad = _ => throw new IOException("gone") };
        it.SetCurrent("a", "v1");

        var unavailable = await Assert.ThrowsAsync<ExpertUnavailableException>(() => it.SayAsync("a"));

        Assert.IsType<IOException>(unavailable.InnerException);
        Assert.Equal(0, it.Host.HeldBytes);
    }

    [Fact]
    public async Task A_registry_that_cannot_be_read_does_not_end_the_serving()
    {
        await using var it = new HostFixture();
        it.SetCurrent("a", "v1");
        await it.SayAsync("a");
        it.RegistryTrouble = new IOException("The folder is gone.");
        it.LookAgain();

        Assert.Equal("v1", await it.SayAsync("a"));
    }

    [Fact]
    public async Task The_model_that_was_not_used_for_longest_makes_room()
    {
        await using var it = new HostFixture(memoryBytes: 25);
        foreach (var name in new[] { "a", "b" })
        {
            it.SetCurrent(name, name + "1");
            await it.SayAsync(name);
        }

        await it.SayAsync("a");
        it.SetCurrent("c", "c1");
        var wasGone = false;
        it.OnLoad = _ =>
        {
            wasGone = it.Engines["b1"].IsDisposed;
            return Task.CompletedTask;
        };
        await it.SayAsync("c");

        Assert.True(wasGone, "room is made before the new model takes it");
        Assert.False(it.Engines["a1"].IsDisposed);
        Assert.InRange(it.Host.HeldBytes, 20, 25);
    }

    [Fact]
    public async Task A_model_larger_than_all_may_be_is_refused_before_it_is_loaded_and_unloads_nobody()
    {
        await using var it = new HostFixture(memoryBytes: 25);
        it.SetCurrent("small", "s1");
        await it.SayAsync("small");
        it.EstimateOfEach = 26;
        it.SetCurrent("large", "l1");

        var refused = await Assert.ThrowsAsync<ExpertMemoryException>(() => it.SayAsync("large"));

        Assert.Contains("more than", refused.Message);
        Assert.Equal(1, it.Loads);
        Assert.False(it.Engines["s1"].IsDisposed);
        Assert.Equal(10, it.Host.HeldBytes);
    }

    [Fact]
    public async Task A_model_that_found_no_memory_is_tried_again_as_soon_as_the_others_are_idle()
    {
        await using var it = new HostFixture(memoryBytes: 15);
        it.SetCurrent("a", "a1");
        it.SetCurrent("b", "b1");
        using (await it.Host.AcquireAsync("a", null, TestContext.Current.CancellationToken))
        {
            var refused = await Assert.ThrowsAsync<ExpertMemoryException>(() => it.SayAsync("b"));
            Assert.Contains("in use", refused.Message);
        }

        it.LookAgain();
        Assert.Equal("b1", await it.SayAsync("b"));
    }

    [Fact]
    public async Task A_model_in_use_is_never_unloaded_and_the_next_one_is_refused_for_now()
    {
        await using var it = new HostFixture(memoryBytes: 15);
        it.SetCurrent("a", "a1");
        it.SetCurrent("b", "b1");
        using var lease = await it.Host.AcquireAsync("a", null, TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<ExpertMemoryException>(() => it.SayAsync("b"));
        Assert.Equal("a1", (await Models.SayAsync(lease.Model.Expert!, new AnswerSettings())).Text);
    }

    [Fact]
    public async Task A_client_that_leaves_during_the_load_does_not_end_it_for_others()
    {
        await using var it = new HostFixture();
        var loading = new TaskCompletionSource();
        it.OnLoad = _ => loading.Task;
        it.SetCurrent("a", "v1");
        using var leaves = new CancellationTokenSource();
        var first = it.Host.AcquireAsync("a", null, leaves.Token).AsTask();
        var second = it.SayAsync("a");

        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        loading.SetResult();

        Assert.Equal("v1", await second);
    }

    [Fact]
    public async Task A_version_that_is_asked_for_by_name_stays_when_current_moves_on()
    {
        await using var it = new HostFixture();
        it.SetCurrent("a", "v1");
        await it.SayAsync("a", "v1");
        await it.SayAsync("a");
        it.SetCurrent("a", "v2");
        it.LookAgain();
        await Eventually(async () => await it.SayAsync("a") == "v2");

        Assert.Equal("v1", await it.SayAsync("a", "v1"));
        Assert.Equal(2, it.Loads);
    }

    private static async Task<List<string>> AskAgainAndAgainAsync(HostFixture it, CancellationToken stop)
    {
        var answers = new List<string>();
        while (!stop.IsCancellationRequested)
        {
            answers.Add(await it.SayAsync("a"));
        }

        return answers;
    }

    /// <summary>Gives way to other tasks of this process until they have done what is looked for.</summary>
    private static async Task Eventually(Func<Task<bool>> look)
    {
        for (var turn = 0; turn < 2_000_000; turn++)
        {
            if (await look())
            {
                return;
            }

            await Task.Yield();
        }

        Assert.Fail("It did not happen.");
    }
}
