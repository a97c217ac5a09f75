using Experts.Generation;
using Experts.Sampling;
using Xunit;

namespace Experts.Tests.Generation;

public sealed class OnnxGenerationEngineTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_requests_at_once_get_the_answers_that_each_gets_alone()
    {
        await using var engine = Engines.Of(new EchoDecoder(4));
        var requests = Enumerable.Range(0, 40).Select(i => Engines.Request([i % 7, i % 3, i], 1 + (i % 20))).ToArray();

        var answers = await Task.WhenAll(requests.Select(request => Task.Run(() => engine.AnswerAsync(request, Token), Token)));

        Assert.Equal(requests.Select(request => EchoDecoder.Answer(request.Prompt.AsSpan(), request.MaxTokens)), answers);
    }

    [Fact]
    public async Task An_end_token_and_a_full_context_end_an_answer_and_say_so()
    {
        await using var engine = Engines.Of(new EchoDecoder(1, maxLength: 10));
        var first = EchoDecoder.Answer([1, 2], 1)[0];

        var ended = await engine.GenerateAsync(Engines.Request([1, 2], 5, first), Token).ToListAsync(Token);
        var full = await engine.GenerateAsync(Engines.Request([1, 2], 50), Token).ToListAsync(Token);

        Assert.Equal((1, FinishReason.EndToken), (ended.Count, ended[^1].Finish));
        Assert.Equal((8, FinishReason.Length), (full.Count, full[^1].Finish));
        Assert.All(full.SkipLast(1), token => Assert.Null(token.Finish));
    }

    [Fact]
    public async Task A_prompt_that_fills_the_context_is_refused_with_both_numbers()
    {
        await using var engine = Engines.Of(new EchoDecoder(1, maxLength: 10));

        var error = Assert.Throws<ContextOverflowException>(() => engine.GenerateAsync(Engines.Request(new int[10]), Token));

        Assert.Equal((10, 10), (error.PromptTokens, error.ContextLength));
    }

    [Fact]
    public async Task Requests_that_no_model_could_answer_are_refused()
    {
        await using var engine = Engines.Of(new EchoDecoder(1));

        Assert.Throws<ArgumentException>(() => engine.GenerateAsync(Engines.Request([]), Token));
        Assert.Throws<ArgumentException>(() => engine.GenerateAsync(Engines.Request([EchoDecoder.Vocabulary]), Token));
        Assert.Throws<ArgumentException>(() => engine.GenerateAsync(Engines.Request([-1]), Token));
        Assert.Throws<ArgumentOutOfRangeException>(() => engine.GenerateAsync(Engines.Request([1], 0), Token));
        Assert.Throws<ArgumentException>(() => engine.GenerateAsync(Engines.Request([1]) with { Adapter = 1 }, Token));
    }

    [Fact]
    public async Task A_failing_run_fails_its_requests_and_the_engine_goes_on()
    {
        var decoder = new EchoDecoder(2);
        await using var engine = Engines.Of(decoder);
        foreach (var kind in (string[])["prefill", "decode"])
        {
            decoder.BeforeRun = run => _ = run == kind ? throw new InvalidOperationException("out of memory") : 0;

            var error = await Assert.ThrowsAsync<InvalidOperationException>(() => engine.AnswerAsync(Engines.Request([1, 2], 5), Token));

            Assert.Equal("out of memory", error.Message);
            decoder.BeforeRun = _ => { };
            Assert.Equal(EchoDecoder.Answer([1, 2], 5), await engine.AnswerAsync(Engines.Request([1, 2], 5), Token));
        }
    }

    [Fact]
    public async Task A_constraint_that_throws_fails_its_request_alone()
    {
        await using var engine = Engines.Of(new EchoDecoder(2));
        var broken = engine.AnswerAsync(Engines.Request([1, 2], 9) with { Constraint = new BrokenConstraint(after: 3) }, Token);
        var good = engine.AnswerAsync(Engines.Request([3, 4], 20), Token);

        Assert.Equal("no token is allowed", (await Assert.ThrowsAsync<InvalidOperationException>(() => broken)).Message);
        Assert.Equal(EchoDecoder.Answer([3, 4], 20), await good);
    }

    [Fact]
    public async Task Disposing_ends_running_and_waiting_requests_and_frees_the_model()
    {
        using var gate = new Gate();
        var decoder = new EchoDecoder(1) { BeforeRun = gate.Pass };
        var engine = Engines.Of(decoder);
        var running = engine.AnswerAsync(Engines.Request([1], 50), Token);
        var waiting = engine.AnswerAsync(Engines.Request([2], 50), Token);
        await gate.ReachedAsync(Token);

        var disposing = engine.DisposeAsync();
        gate.Open();
        await disposing;
        await engine.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => running);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        Assert.Throws<ObjectDisposedException>(() => engine.GenerateAsync(Engines.Request([1]), Token));
        Assert.True(decoder.Disposed);
    }

    [Fact]
    public async Task A_reader_that_does_not_read_holds_up_nobody()
    {
        await using var engine = Engines.Of(new EchoDecoder(2));
        await using var slow = engine.GenerateAsync(Engines.Request([1], 30), Token).GetAsyncEnumerator(Token);
        Assert.True(await slow.MoveNextAsync());

        Assert.Equal(EchoDecoder.Answer([2], 40), await engine.AnswerAsync(Engines.Request([2], 40), Token));

        var rest = new List<int> { slow.Current.Choice.Token };
        while (await slow.MoveNextAsync())
        {
            rest.Add(slow.Current.Choice.Token);
        }

        Assert.Equal(EchoDecoder.Answer([1], 30), rest);
    }

    private sealed class BrokenConstraint(int after) : ITokenConstraint
    {
        private int _left = after;

        public void Apply(Span<float> logits)
        {
            if (_left-- == 0)
            {
                throw new InvalidOperationException("no token is allowed");
            }
        }

        public void Accept(int token)
        {
        }
    }
}
