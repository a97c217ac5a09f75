using Experts.Generation;
using Xunit;

namespace Experts.Tests.Generation;

/// <summary>Drives a scheduler by chance with a cache that only remembers whose positions each slot holds, and checks every step.</summary>
internal sealed class SchedulerWorld(Random random, int slots, GenerationSettings settings)
{
    private readonly Scheduler _scheduler = new(slots, settings);
    private readonly (Sequence? Owner, int Positions)[] _cache = new (Sequence?, int)[slots];
    private readonly Queue<Sequence> _order = new();
    private readonly HashSet<Sequence> _alive = [];
    private int _filledSinceDecode;

    public void RunToTheEnd()
    {
        for (var (made, steps) = (0, 0); made < 25 || _alive.Count > 0; steps++)
        {
            Assert.True(steps < 5000, "a sequence starves");
            if (made < 25 && random.Next(3) == 0)
            {
                Add();
                made++;
            }

            Admit();
            Step();
            Look();
        }

        Assert.Equal(Experts.Generation.Step.None, _scheduler.Next());
    }

    private void Add()
    {
        var sequence = SchedulerTests.Sequence(1 + random.Next(12), 1 + random.Next(12));
        _scheduler.Enqueue(sequence);
        _order.Enqueue(sequence);
        _alive.Add(sequence);
    }

    private void Admit()
    {
        if (_scheduler.Admit() is { } sequence)
        {
            Assert.Same(_order.Dequeue(), sequence);
            Assert.InRange(sequence.Slot, _scheduler.Running, slots - 1);
        }
    }

    private void Step()
    {
        switch (_scheduler.Next())
        {
            case Experts.Generation.Step.Prefill: Prefill(_scheduler.Filling!); break;
            case Experts.Generation.Step.Decode: Decode(); break;
            default: break;
        }
    }

    private void Prefill(Sequence sequence)
    {
        var chunk = _scheduler.NextChunk();
        Assert.True(_scheduler.Running == 0 || _filledSinceDecode == 0 || _filledSinceDecode + chunk <= settings.PrefillBudget, "the running ones wait too long");
        _filledSinceDecode += chunk;
        _cache[sequence.Slot] = (sequence, sequence.Past + chunk);
        _scheduler.Filled(chunk);
        if (sequence.Past < sequence.PromptLength)
        {
            return;
        }

        if (random.Next(8) == 0)
        {
            _scheduler.DropFilling();
            _alive.Remove(sequence);
        }
        else
        {
            Apply(_scheduler.Activate());
        }
    }

    private void Decode()
    {
        (_filledSinceDecode, var running) = (0, _scheduler.Running);
        _scheduler.Decoded();
        for (var row = 0; row < running; row++)
        {
            var sequence = _scheduler.Row(row);
            sequence.Past++;
            _cache[row] = (sequence, sequence.Past);
        }

        for (var row = running - 1; row >= 0; row--)
        {
            if (random.Next(4) == 0)
            {
                _alive.Remove(_scheduler.Row(row));
                Apply(_scheduler.Remove(row));
            }
        }
    }

    private void Apply(Move? move)
    {
        if (move is { } copy)
        {
            Assert.Equal(_cache[copy.From].Positions, copy.Positions);
            _cache[copy.To] = _cache[copy.From];
        }
    }

    private void Look()
    {
        for (var row = 0; row < _scheduler.Running; row++)
        {
            var sequence = _scheduler.Row(row);
            Assert.Equal(row, sequence.Slot);
            Assert.Equal((sequence, sequence.Past), _cache[row]);
        }

        if (_scheduler.Filling is { Past: > 0 } filling)
        {
            Assert.Equal((filling, filling.Past), _cache[filling.Slot]);
            Assert.True(filling.Slot >= _scheduler.Running);
        }

        var reserved = Enumerable.Range(0, _scheduler.Running).Select(row => _scheduler.Row(row).Reserve).Append(_scheduler.Filling?.Reserve ?? 0).ToArray();
        Assert.True(settings.TokenBudget == 0 || reserved.Sum() <= settings.TokenBudget || reserved.Count(one => one > 0) == 1);
    }
}
