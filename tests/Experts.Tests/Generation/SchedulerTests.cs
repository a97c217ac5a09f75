using Experts.Generation;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Experts.Tests.Generation;

public sealed class SchedulerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Chunks_cover_a_prompt_without_gap_and_end_at_absolute_multiples() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll<PositiveInt, PositiveInt, NonNegativeInt>((length, chunk, start) =>
        {
            var past = start.Get % length.Get;
            while (past < length.Get)
            {
                var next = Scheduler.ChunkLength(past, length.Get, chunk.Get);
                if (next < 1 || next > chunk.Get || ((past + next) % chunk.Get != 0 && past + next != length.Get))
                {
                    return false;
                }

                past += next;
            }

            return past == length.Get;
        }));

    [Fact]
    public void Whatever_happens_every_sequence_keeps_its_positions_and_each_comes_to_its_end() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll<int, PositiveInt, PositiveInt>((seed, slots, chunk) =>
        {
            new SchedulerWorld(new Random(seed), 1 + (slots.Get % 6), new GenerationSettings
            {
                PrefillChunk = 1 + (chunk.Get % 8),
                PrefillBudget = chunk.Get % 20,
                TokenBudget = seed % 3 == 0 ? 40 : 0,
            }).RunToTheEnd();
            return true;
        }));

    [Fact]
    public void A_waiting_sequence_that_does_not_fit_the_budget_is_not_overtaken()
    {
        var scheduler = new Scheduler(4, new GenerationSettings { TokenBudget = 20 });
        var (first, large, small) = (Sequence(5, 5), Sequence(10, 5), Sequence(1, 1));
        scheduler.Enqueue(first);
        scheduler.Enqueue(large);
        scheduler.Enqueue(small);
        Assert.Same(first, scheduler.Admit());
        scheduler.Filled(5);
        Assert.Null(scheduler.Activate());

        Assert.Null(scheduler.Admit());

        Assert.Null(scheduler.Remove(0));
        Assert.Same(large, scheduler.Admit());
    }

    [Fact]
    public void A_sequence_larger_than_the_budget_runs_alone()
    {
        var scheduler = new Scheduler(4, new GenerationSettings { TokenBudget = 3 });
        scheduler.Enqueue(Sequence(5, 5));

        Assert.NotNull(scheduler.Admit());
    }

    [Fact]
    public void A_deadline_counts_only_while_a_sequence_waits()
    {
        var scheduler = new Scheduler(1, new GenerationSettings());
        var (first, second) = (Sequence(1, 5, Noon), Sequence(1, 5, Noon));
        scheduler.Enqueue(first);
        scheduler.Enqueue(second);
        Assert.Same(first, scheduler.Admit());

        Assert.Null(scheduler.TakeOverdue(Noon.AddTicks(-1)));
        Assert.Same(second, scheduler.TakeOverdue(Noon));
        Assert.Null(scheduler.TakeOverdue(Noon));
        Assert.Same(first, scheduler.Filling);
    }

    internal static Sequence Sequence(int prompt, int maxTokens, DateTimeOffset? deadline = null) => new(
        new GenerationRequest { Prompt = [.. Enumerable.Range(0, prompt)], MaxTokens = maxTokens, EndTokens = [], AdmissionDeadline = deadline }, maxTokens);
}
