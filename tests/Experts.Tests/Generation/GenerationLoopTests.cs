using Experts.Generation;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Experts.Tests.Generation;

public sealed class GenerationLoopTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Answers_depend_on_prompt_and_adapter_not_on_batch_neighbours_chunks_beginnings_guesses_or_cancelled_ones() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll<int, PositiveInt, PositiveInt>((seed, slots, chunk) =>
        {
            var random = new Random(seed);
            using var loop = new GenerationLoop(WithAdapters(new EchoDecoder(1 + (slots.Get % 5), scores: seed % 2 == 0)), new GenerationSettings
            {
                PrefillChunk = 1 + (chunk.Get % 16),
                PrefillBudget = chunk.Get % 30,
                PrefixBlock = 1 + (chunk.Get % 3),
                PrefixPositions = seed % 3 * 10,
                TokenBudget = seed % 5 == 0 ? 60 : 0,
                KeepAnswers = seed % 7 < 4,
            });
            var all = new List<Sequence>();
            for (var steps = 0; all.Count < 20 || loop.Run(Noon); steps++)
            {
                Assert.True(steps < 10_000, "the loop does not come to an end");
                if (all.Count < 20 && random.Next(2) == 0)
                {
                    all.Add(Sequence([.. Enumerable.Range(0, 1 + random.Next(30)).Select(_ => random.Next(3))], 1 + random.Next(30), random.Next(3)));
                    loop.Enqueue(all[^1]);
                }

                if (all.Count > 0 && random.Next(15) == 0)
                {
                    all[random.Next(all.Count)].Cancel();
                }

                _ = loop.Run(Noon);
            }

            return all.All(sequence => IsRight(sequence));
        }));

    [Fact]
    public void A_beginning_that_cannot_be_kept_disturbs_neither_its_answer_nor_later_ones()
    {
        var decoder = new EchoDecoder(2);
        using var loop = new GenerationLoop(decoder, new GenerationSettings { PrefillChunk = 16, PrefixBlock = 4, PrefixPositions = 40 });
        int[] prompt = [.. Enumerable.Range(0, 21)];
        var saves = 0;
        decoder.BeforeRun = kind => _ = kind == "save" && ++saves > 2 ? throw new InsufficientMemoryException() : 0;
        var first = Sequence(prompt, 5);
        RunToEnd(loop, first);
        decoder.BeforeRun = _ => { };
        var before = decoder.PrefilledTokens;

        var second = Sequence(prompt, 5);
        RunToEnd(loop, second);

        Assert.True(IsRight(first) && IsRight(second));
        Assert.Equal(13, decoder.PrefilledTokens - before);
    }

    [Fact]
    public void Slots_give_their_memory_back_once_when_nobody_runs()
    {
        var decoder = new EchoDecoder(2);
        using var loop = new GenerationLoop(decoder, new GenerationSettings { PrefillChunk = 16, PrefixBlock = 4, PrefixPositions = 40 });
        var sequence = Sequence([1, 2, 3, 4, 5, 6], 5);
        loop.Rest();
        loop.Enqueue(sequence);
        _ = loop.Run(Noon);
        loop.Rest();
        Assert.Equal(0, decoder.LetsGo);

        RunToEnd(loop, sequence);
        loop.Rest();
        loop.Rest();

        Assert.Equal(1, decoder.LetsGo);
        var next = Sequence([1, 2, 3, 4, 5, 6, 7], 5);
        RunToEnd(loop, next);
        Assert.True(IsRight(next));
    }

    [Fact]
    public void A_prompt_whose_beginning_was_read_before_computes_only_the_rest()
    {
        var decoder = new EchoDecoder(2);
        using var loop = new GenerationLoop(decoder, new GenerationSettings { PrefillChunk = 16, PrefixBlock = 4, PrefixPositions = 40 });
        int[] beginning = [.. Enumerable.Range(0, 21)];
        RunToEnd(loop, Sequence([.. beginning, 1], 2));
        var before = decoder.PrefilledTokens;

        RunToEnd(loop, Sequence([.. beginning, 2], 2));
        Assert.Equal(2, decoder.PrefilledTokens - before);

        // The same prompt again leaves its last token to compute, in its block.
        RunToEnd(loop, Sequence([.. beginning[..16]], 2));
        Assert.Equal(2 + 4, decoder.PrefilledTokens - before);
    }

    [Fact]
    public void The_next_turn_of_a_conversation_computes_neither_the_first_prompt_nor_the_answer_again()
    {
        var decoder = new EchoDecoder(2);
        using var loop = new GenerationLoop(decoder, new GenerationSettings { PrefillChunk = 16, PrefixBlock = 1, PrefixPositions = 64 });
        int[] first = [1, 2, 3, 4];
        RunToEnd(loop, new Sequence(new GenerationRequest { Prompt = [.. first], MaxTokens = 10, EndTokens = [] }, 10));
        var before = decoder.PrefilledTokens;

        // Of the answer's ten tokens the last was never run.
        RunToEnd(loop, Sequence([.. first, .. EchoDecoder.Answer(first, 10), 5, 6], 2));

        Assert.Equal(3, decoder.PrefilledTokens - before);
    }

    [Fact]
    public void An_answer_that_copies_is_checked_several_tokens_at_a_time()
    {
        // All answers of this decoder look like chance; repeating the answer in the prompt makes guesses hold.
        var decoder = new EchoDecoder(1, scores: true);
        using var loop = new GenerationLoop(decoder, new GenerationSettings { PrefillChunk = 16 });
        var cycle = Enumerable.Range(0, 5000).Select(seed => new Random(seed)).Select(random => (int[])[.. Enumerable.Range(0, 20).Select(_ => random.Next(3))])
            .First(prompt => PromptLookup.Guess([.. prompt, .. EchoDecoder.Answer(prompt, 1)], 4) is { Length: > 0 } guess && guess[0] == EchoDecoder.Answer(prompt, 2)[1]);

        var sequence = Sequence(cycle, 2);
        RunToEnd(loop, sequence);

        Assert.True(IsRight(sequence));
        Assert.Equal((1, 0), (decoder.Scores, decoder.Decodes));

        // Too close to call: the token is computed once more, alone.
        decoder.Lead = 0.2f;
        sequence = Sequence(cycle, 2);
        RunToEnd(loop, sequence);
        Assert.True(IsRight(sequence));
        Assert.Equal((2, 1), (decoder.Scores, decoder.Decodes));
    }

    [Fact]
    public void The_time_over_waiting_sequences_are_told_so_and_the_running_ones_go_on()
    {
        using var loop = new GenerationLoop(new EchoDecoder(1), new GenerationSettings { PrefillChunk = 16 });
        var (running, waiting) = (Sequence([1, 2], 5), SchedulerTests.Sequence(2, 5, Noon.AddSeconds(1)));
        loop.Enqueue(running);
        loop.Enqueue(waiting);
        _ = loop.Run(Noon);
        _ = loop.Run(Noon.AddSeconds(1));

        Assert.IsType<EngineBusyException>(waiting.Reader.Completion.Exception!.InnerException);
        RunToEnd(loop);
        Assert.True(IsRight(running));
    }

    internal static Sequence Sequence(int[] prompt, int maxTokens, int adapter = 0) =>
        new(new GenerationRequest { Prompt = [.. prompt], MaxTokens = maxTokens, EndTokens = [7], Adapter = adapter, Sampling = new() { Temperature = 0 } }, maxTokens);

    private static EchoDecoder WithAdapters(EchoDecoder decoder)
    {
        decoder.Loaded.UnionWith([1, 2]);
        return decoder;
    }

    private static void RunToEnd(GenerationLoop loop, params Sequence[] sequences)
    {
        Array.ForEach(sequences, loop.Enqueue);
        while (loop.Run(Noon))
        {
        }
    }

    private static bool IsRight(Sequence sequence)
    {
        var found = new List<int>();
        FinishReason? finish = null;
        while (sequence.Reader.TryRead(out var token))
        {
            found.Add(token.Choice.Token);
            finish = token.Finish;
        }

        var expected = EchoDecoder.AnswerOf(sequence.Request.Adapter, sequence.Request.Prompt.AsSpan(), sequence.MaxTokens, 7);
        return sequence.Cancelled
            ? found.SequenceEqual(expected.Take(found.Count))
            : found.SequenceEqual(expected) && finish == (expected[^1] == 7 ? FinishReason.EndToken : FinishReason.Length);
    }
}
