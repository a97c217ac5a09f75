using Gateway.Upstreams;
using Retrieval.Documents;
using Retrieval.Extraction;
using Xunit;

namespace Gateway.Tests.Upstreams;

public sealed class QuotationTests
{
    private const string Text = "Cover begins at noon.\n\nRead this first. No payment is made for:\n\njewellery left in a car;\nwear and rust.\n\nClaims go to the branch.";

    private static readonly Passage Terms = new("law/a", "law", "Terms", "Terms", null, "a", new string('0', 64), 100, 100 + Text.Length, Text, 1);

    [Theory]
    [InlineData("jewellery left in a car;", "No payment is made for: jewellery left in a car;")]
    [InlineData("wear and rust.", "No payment is made for: wear and rust.")]
    [InlineData("No payment is made for:", "No payment is made for: jewellery left in a car; wear and rust.")]
    [InlineData("Cover begins at noon.", "Cover begins at noon.")]
    [InlineData("Claims go to the branch.", "Claims go to the branch.")]
    public void An_item_of_a_list_is_never_quoted_without_what_introduces_it(string sentence, string quoted)
    {
        var start = 100 + Text.IndexOf(sentence, StringComparison.Ordinal);

        var quotation = Quotation.Of(Terms, new CitedSentence(0, start, start + sentence.Length, sentence, 1));

        Assert.Equal(quoted, quotation.Text);
    }

    [Fact]
    public void Words_that_introduce_a_list_at_the_beginning_of_a_passage_are_quoted_whole()
    {
        const string text = "Outside the cover remain:\n\ndrivers under 21;";
        var passage = Terms with { Start = 0, End = text.Length, Text = text };

        Assert.Equal("Outside the cover remain: drivers under 21;", Quotation.Of(passage, new CitedSentence(0, 27, text.Length, "drivers under 21;", 1)).Text);
    }

    [Fact]
    public void The_citation_covers_everything_that_is_quoted()
    {
        var start = 100 + Text.IndexOf("wear", StringComparison.Ordinal);

        var quotation = Quotation.Of(Terms, new CitedSentence(0, start, start + 14, "wear and rust.", 1));

        Assert.Equal("No payment is made for:\n\njewellery left in a car;\nwear and rust.", Text[(quotation.Start - 100)..(quotation.End - 100)]);
    }
}
