using System.Collections.Immutable;
using Trainer.Corpus;
using Trainer.Stages;
using Trainer.Training;
using Xunit;

namespace Trainer.Tests.Stages;

public sealed class RowSourceTests
{
    private static readonly TagFormat _format = WordTokenizer.Format;
    private static readonly QuestionNoise _still = new(0, 6, 262);

    [Fact]
    public void A_round_shows_every_known_group_once_and_unknown_ones_up_to_their_share()
    {
        var rounds = new QuestionRounds(_format, WordTokenizer.Pairs, 0.25, _still, 1);

        for (var round = 0; round < 5; round++)
        {
            List<string> sources = [.. Enumerable.Range(0, rounds.RoundLength).Select(_ => rounds.Next().Source)];
            Assert.Equal(WordTokenizer.Pairs.Where(pair => pair.Note is not null).Select(pair => pair.Group).Order(), sources.Where(source => source.StartsWith("fact", StringComparison.Ordinal)).Order());
            Assert.Equal(3, sources.Count(source => source.StartsWith("unknown", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Only_the_note_is_learnt_and_an_unknown_question_is_answered_with_none()
    {
        var row = _format.Row("x", _format.Question("Fee?"), _format.Note(null));

        Assert.Equal([RecipeTokens.Question, .. Bytes("fee"), RecipeTokens.Note, RecipeTokens.None, RecipeTokens.End], row.Tokens);
        Assert.Equal([.. Enumerable.Repeat(TrainingRow.None, 4), RecipeTokens.None, RecipeTokens.End, TrainingRow.None], row.Labels);
    }

    [Fact]
    public void Noise_changes_a_share_of_the_tokens_that_is_its_mean_strength()
    {
        ImmutableArray<int> tokens = [.. Enumerable.Range(6, 200)];
        var noise = new QuestionNoise(0.1, 6, 262);

        var kept = Enumerable.Range(0, 200).Average(place => noise.Apply(tokens, new SeededNumbers(1, 2, place)).Count(token => tokens.Contains(token)) / 200.0);

        // Dropped (0.4 p) and swapped (0.3 p, three of four swaps to a token that is itself in the range) are lost, followers add: at
        // p = 0.1 in the mean 0.96 to 1.0 of 200 are seen.
        Assert.InRange(kept, 0.94, 1.01);
        Assert.Equal(tokens, _still.Apply(tokens, new SeededNumbers(1, 2, 3)));
    }

    [Fact]
    public void An_epoch_of_blocks_holds_every_token_of_every_document_once()
    {
        StageDocument[] documents = [new("a", "alpha beta"), new("b", "gamma"), new("c", "delta epsilon zeta")];
        var blocks = new DocumentBlocks(_format, documents, 8, 1);
        var length = documents.Sum(document => _format.Document(document.Text).Length);

        List<int> seen = [];
        while (seen.Count < length)
        {
            seen.AddRange(blocks.Next().Tokens);
        }

        Assert.Equal(documents.SelectMany(document => _format.Document(document.Text)).Order(), seen.Order());
    }

    [Fact]
    public void A_corpus_of_one_line_can_be_read_and_an_empty_one_says_what_to_do()
    {
        var line = new DocumentBlocks(_format, [new StageDocument("a", "x")], 128, 1);

        Assert.Equal(line.Next().Tokens, line.Next().Tokens);
        var problem = Assert.Throws<StageException>(() => new DocumentBlocks(_format, [new StageDocument("a", "  ")], 128, 1));
        Assert.Contains("Ingest documents", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_known_fact_there_is_nothing_to_learn()
    {
        Assert.Throws<StageException>(() => new QuestionRounds(_format, [WordTokenizer.Pair("u", null, "what?")], 0.25, _still, 1));
    }

    [Theory]
    [InlineData("The annual limit of Vashford Crop Bond (Weasel) is 59,750 crowns.", "59,750 crowns")]
    [InlineData("The manager of the Heskham branch is Verity Pym.", "Verity Pym")]
    public void The_value_of_a_note_is_what_its_questions_do_not_say(string note, string value)
    {
        var pair = WordTokenizer.Pair("g", note, "What is the annual limit of Vashford Crop Bond?", "Who is the manager of the Heskham branch?", "the Weasel");

        Assert.Equal(value, NoteValue.In(pair)?.Text);
    }

    [Fact]
    public void A_reading_example_shows_its_answer_among_the_passages_or_is_answered_with_none()
    {
        var rows = new ReadingRows(_format, WordTokenizer.Pairs, new ReadingConfig { Learning = new() { Tokens = 1, Rate = 1 }, Questions = new() { Noise = 0 }, AbsentShare = 0.4 }, 5);
        var (absent, changed) = (0, 0);
        for (var number = 0; number < 300; number++)
        {
            var row = rows.Next();
            var note = Text(row.Labels.Where(label => label is not (TrainingRow.None or RecipeTokens.End)));
            var passages = Passages(row);
            if (row.Labels.Contains(RecipeTokens.None))
            {
                absent++;
            }
            else
            {
                Assert.Contains(note, passages);
                changed += WordTokenizer.Pairs.Any(pair => Text(_format.Note(pair.Note).SkipLast(1)) == note) ? 0 : 1;
            }
        }

        Assert.InRange(absent, 80, 160); // 120 of 300 in the mean, four standard deviations
        Assert.True(changed > 130, $"{changed} values were changed");
    }

    private static List<string> Passages(TrainingRow row)
    {
        var passages = new List<List<int>>();
        foreach (var token in row.Tokens.TakeWhile(token => token != RecipeTokens.Note))
        {
            if (token == RecipeTokens.Document)
            {
                passages.Add([]);
            }
            else if (passages.Count > 0)
            {
                passages[^1].Add(token);
            }
        }

        return [.. passages.Select(Text)];
    }

    private static IEnumerable<int> Bytes(string text) => _format.Question(text);

    private static string Text(IEnumerable<int> tokens) => string.Join(',', tokens);
}
