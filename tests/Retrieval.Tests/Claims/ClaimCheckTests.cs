using Retrieval.Claims;
using Retrieval.Documents;
using Xunit;

namespace Retrieval.Tests.Claims;

public sealed class ClaimCheckTests
{
    private static readonly Passage Cover = Passage("Harbour Cover > Limits", "Harbour Cover pays up to 12,500 crowns a year. Its excess is 380 crowns. Claims go to Anna Brandt within thirty days.");
    private static readonly Passage Other = Passage("Meadow Cover > Limits", "Meadow Cover pays up to 9,000 crowns a year. Its excess is 420 crowns.");

    [Theory]
    [InlineData("Harbour Cover pays up to 12500 crowns a year.")]
    [InlineData("Claims go to Anna Brandt within 30 days.")]
    [InlineData("The excess of Harbour Cover is 380 crowns.")]
    public void What_a_passage_says_is_supported(string claim)
    {
        var support = ClaimCheck.Check(claim, [Other, Cover]);

        Assert.InRange(support.Probability, 0.5, 1);
        Assert.Same(Cover, support.Passage);
        Assert.Empty(support.Missing);
    }

    [Theory]
    [InlineData("Harbour Cover pays up to 9,500 crowns a year.", "9,500")]
    [InlineData("Claims go to Peter Lund within 30 days.", "Peter")]
    [InlineData("The excess of Harbour Cover is 240 crowns.", "240")]
    public void A_wrong_name_or_number_is_not_supported_and_is_named(string claim, string missing)
    {
        var support = ClaimCheck.Check(claim, [Other, Cover]);

        Assert.InRange(support.Probability, 0, 0.5);
        Assert.Contains(missing, support.Missing);
    }

    [Fact]
    public void A_value_that_belongs_to_something_else_supports_less()
    {
        var right = ClaimCheck.Check("The excess of Meadow Cover is 420 crowns.", [Cover, Other]);
        var wrong = ClaimCheck.Check("The excess of Meadow Cover is 380 crowns.", [Cover, Other]);

        Assert.True(right.Probability > wrong.Probability + 0.2, $"{right.Probability} against {wrong.Probability}");
    }

    [Fact]
    public void The_best_sentence_is_given_by_its_characters_in_the_document()
    {
        var passage = Cover with { Start = 1000, End = 1000 + Cover.Text.Length };

        var support = ClaimCheck.Check("Claims go to Anna Brandt within 30 days.", [passage]);

        Assert.Equal("Claims go to Anna Brandt within thirty days.", Cover.Text[(support.Start - 1000)..(support.End - 1000)]);
    }

    [Fact]
    public void Without_passages_nothing_is_supported()
    {
        var support = ClaimCheck.Check("The excess of Harbour Cover is 380 crowns.", []);

        Assert.Equal(0, support.Probability);
        Assert.Null(support.Passage);
        Assert.Contains("380", support.Missing);
    }

    [Theory]
    [InlineData("")]
    [InlineData("???")]
    [InlineData("\ud800 1,2,3,,,4")]
    public void Odd_text_is_no_error(string claim)
    {
        Assert.InRange(ClaimCheck.Check(claim, [Cover, Passage("", "")]).Probability, 0, 1);
    }

    private static Passage Passage(string title, string text) => new(title, "d", title, title, null, title, "", 0, text.Length, text, 1);
}
