using Experts.Generation;
using Support;
using Xunit;

namespace Experts.Tests.Generation;

public sealed class AdmissionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_queue_refuses_and_has_room_again_later()
    {
        using var gate = new Gate();
        await using var engine = Engines.Of(new EchoDecoder(1) { BeforeRun = gate.Pass }, new GenerationSettings { PrefillChunk = 16, QueueLimit = 2 });
        var running = engine.AnswerAsync(Engines.Request([1]), Token);
        await gate.ReachedAsync(Token);

        // The running one still counts until its first run is over.
        var waiting = engine.AnswerAsync(Engines.Request([2]), Token);
        await Assert.ThrowsAsync<EngineBusyException>(() => engine.AnswerAsync(Engines.Request([3]), Token));
        gate.Open();

        Assert.Equal(EchoDecoder.Answer([1], 8), await running);
        Assert.Equal(EchoDecoder.Answer([2], 8), await waiting);
        Assert.Equal(EchoDecoder.Answer([3], 8), await engine.AnswerAsync(Engines.Request([3]), Token));
    }

    [Fact]
    public async Task A_deadline_that_passes_in_the_queue_is_reported_as_busy()
    {
        using var gate = new Gate();
        var time = new ManualTime();
        await using var engine = Engines.Of(new EchoDecoder(1) { BeforeRun = gate.Pass }, time: time);
        var running = engine.AnswerAsync(Engines.Request([1], 30), Token);
        await gate.ReachedAsync(Token);
        var late = engine.AnswerAsync(Engines.Request([2]) with { AdmissionDeadline = time.GetUtcNow().AddSeconds(5) }, Token);
        var patient = engine.AnswerAsync(Engines.Request([3]), Token);

        time.Advance(TimeSpan.FromSeconds(5));
        gate.Open();

        await Assert.ThrowsAsync<EngineBusyException>(() => late);
        Assert.Equal(EchoDecoder.Answer([1], 30), await running);
        Assert.Equal(EchoDecoder.Answer([3], 8), await patient);
    }

    [Theory]
    [InlineData("prefill")]
    [InlineData("decode")]
    public async Task A_client_that_goes_away_frees_its_place_at_the_next_step(string at)
    {
        using var gate = new Gate(at);
        var decoder = new EchoDecoder(1) { BeforeRun = gate.Pass };
        await using var engine = Engines.Of(decoder);
        using var client = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var gone = engine.AnswerAsync(Engines.Request([.. Enumerable.Repeat(1, 20)], 40), client.Token);
        await gate.ReachedAsync(Token);
        var next = engine.AnswerAsync(Engines.Request([2], 3), Token);

        await client.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        gate.Open();

        Assert.Equal(EchoDecoder.Answer([2], 3), await next);
        // One run that was under way, then only the next request's: 1 prefill and 2 decodes.
        Assert.True(decoder.Decodes <= 3, $"{decoder.Decodes} decodes");
    }

    [Fact]
    public async Task A_client_that_goes_away_in_the_queue_is_never_computed()
    {
        using var gate = new Gate();
        var decoder = new EchoDecoder(1) { BeforeRun = gate.Pass };
        await using var engine = Engines.Of(decoder);
        using var client = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var running = engine.AnswerAsync(Engines.Request([1], 4), Token);
        await gate.ReachedAsync(Token);
        var gone = engine.AnswerAsync(Engines.Request([2], 4), client.Token);

        await client.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        gate.Open();

        Assert.Equal(EchoDecoder.Answer([1], 4), await running);
        Assert.Equal(EchoDecoder.Answer([3], 4), await engine.AnswerAsync(Engines.Request([3], 4), Token));
        Assert.Equal(2, decoder.Prefills);
    }

    [Fact]
    public async Task Stopping_to_read_frees_the_place()
    {
        await using var engine = Engines.Of(new EchoDecoder(1));
        await foreach (var token in engine.GenerateAsync(Engines.Request([1], 40), Token))
        {
            Assert.Equal(EchoDecoder.Answer([1], 1)[0], token.Choice.Token);
            break;
        }

        Assert.Equal(EchoDecoder.Answer([2], 5), await engine.AnswerAsync(Engines.Request([2], 5), Token));
    }
}
