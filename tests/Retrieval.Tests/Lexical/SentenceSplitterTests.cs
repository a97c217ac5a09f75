using FsCheck.Fluent;
using Retrieval.Lexical;
using Xunit;

namespace Retrieval.Tests.Lexical;

public class SentenceSplitterTests
{
    [Fact]
    public void Abbreviations_initials_and_decimals_end_no_sentence()
    {
        const string text = "Dr. J. Smith paid 3.5 crowns to St. Ostley. He left at 5 p.m. on Monday! Why? Nobody knows.";
        Assert.Equal(
            ["Dr. J. Smith paid 3.5 crowns to St. Ostley.", "He left at 5 p.m. on Monday!", "Why?", "Nobody knows."],
            SentenceSplitter.Split(text).Select(s => text[s.Start..s.End]));
    }

    [Fact]
    public void A_line_end_ends_a_sentence_without_punctuation()
    {
        const string text = "Excess: 210 crowns\nLimit: 59,750 crowns";
        Assert.Equal(["Excess: 210 crowns", "Limit: 59,750 crowns"], SentenceSplitter.Split(text).Select(s => text[s.Start..s.End]));
    }

    [Fact]
    public void Sentences_of_any_text_hold_every_visible_character_once() =>
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll(Samples.Text, text =>
        {
            var sentences = SentenceSplitter.Split(text);
            var covered = string.Concat(sentences.Select(s => text[s.Start..s.End])).Where(c => !char.IsWhiteSpace(c));
            return covered.SequenceEqual(text.Where(c => !char.IsWhiteSpace(c)))
                && sentences.Zip(sentences.Skip(1), (a, b) => a.End <= b.Start).All(ordered => ordered);
        }));
}
