using Experts.Generation;
using Experts.Sampling;
using Experts.Serving;
using Support.Models;
using Xunit;

namespace Experts.Tests.Serving;

public sealed class ExpertTests
{
    [Fact]
    public async Task Characters_are_never_cut_though_each_token_is_a_byte()
    {
        await using var expert = Models.Expert(ScriptedEngine.Saying("Grüße, 世界 🙂"));
        var pieces = new List<string>();

        await foreach (var piece in expert.AnswerAsync(ByteTokenizer.Ids("hi"), new AnswerSettings(), TestContext.Current.CancellationToken))
        {
            pieces.Add(piece.Text);
        }

        Assert.Equal("Grüße, 世界 🙂", string.Concat(pieces));
        Assert.Equal(["G", "r", "ü", "ß", "e", ",", " ", "世", "界", " ", "🙂", ""], pieces);
    }

    [Fact]
    public async Task A_stop_text_over_token_borders_ends_the_answer_before_it()
    {
        await using var expert = Models.Expert(ScriptedEngine.Saying("one two three"));

        var (text, _, end) = await Models.SayAsync(expert, new AnswerSettings { Stop = ["two"] });

        Assert.Equal("one ", text);
        Assert.Equal(new AnswerEnd(StopReason.Stop, 7), end);
    }

    [Fact]
    public async Task The_limit_of_tokens_ends_the_answer_with_its_reason_and_shows_what_was_held_back()
    {
        await using var expert = Models.Expert(ScriptedEngine.Saying("one two three"));

        var (text, _, end) = await Models.SayAsync(expert, new AnswerSettings { Stop = ["two"], MaxTokens = 6 });

        Assert.Equal("one tw", text);
        Assert.Equal(new AnswerEnd(StopReason.Length, 6), end);
    }

    [Fact]
    public async Task Probabilities_end_where_the_text_ends()
    {
        await using var expert = Models.Expert(ScriptedEngine.Saying("ab STOP"));
        var settings = new AnswerSettings { Stop = ["STOP"], Sampling = new SamplingSettings { TopLogProbabilities = 2 } };

        var (text, tokens, _) = await Models.SayAsync(expert, settings);

        Assert.Equal("ab ", text);
        Assert.Equal(["a", "b", " "], tokens.Select(token => token.Text));
        Assert.All(tokens, token => Assert.Equal(2, token.Top.Length));
        Assert.Equal(-0.97f, tokens[0].LogProbability);
    }

    [Fact]
    public async Task A_character_of_several_tokens_has_all_of_their_bytes()
    {
        await using var expert = Models.Expert(ScriptedEngine.Saying("ü"));

        var (_, tokens, _) = await Models.SayAsync(expert, new AnswerSettings { Sampling = new SamplingSettings { TopLogProbabilities = 0 } });

        Assert.Equal([0xC3, 0xBC], tokens.SelectMany(token => token.Bytes.ToArray()));
        Assert.All(tokens, token => Assert.Equal("\uFFFD", token.Text));
    }

    [Fact]
    public async Task A_prompt_that_leaves_no_room_is_refused_before_the_engine_sees_it()
    {
        var engine = new ScriptedEngine(_ => []) { ContextLength = 4 };
        await using var expert = Models.Expert(engine);

        var overflow = await Assert.ThrowsAsync<ContextOverflowException>(() => Models.SayAsync(expert, new AnswerSettings(), "four"));

        Assert.Equal((4, 4, 0), (overflow.PromptTokens, overflow.ContextLength, engine.Started));
    }

    [Fact]
    public async Task An_answer_takes_no_more_than_the_rest_of_the_context()
    {
        var engine = new ScriptedEngine(_ => ByteTokenizer.Ids("abcdefgh")) { ContextLength = 8 };
        await using var expert = Models.Expert(engine);

        var (text, _, end) = await Models.SayAsync(expert, new AnswerSettings { MaxTokens = 100 }, "four");

        Assert.Equal("abcd", text);
        Assert.Equal(StopReason.Length, end?.Reason);
    }

    [Fact]
    public async Task Leaving_the_enumeration_frees_the_place()
    {
        var engine = ScriptedEngine.Saying("a long answer");
        await using var expert = Models.Expert(engine);

        await foreach (var piece in expert.AnswerAsync(ByteTokenizer.Ids("hi"), new AnswerSettings(), TestContext.Current.CancellationToken))
        {
            Assert.Equal(1, engine.Running);
            break;
        }

        Assert.Equal(0, engine.Running);
    }

    [Fact]
    public async Task An_empty_text_is_continued_from_what_stands_between_texts()
    {
        await using var expert = Models.Expert(ScriptedEngine.Saying("x"));

        Assert.Equal([ByteTokenizer.EndOfTextId], expert.PromptOf(""));
    }
}
