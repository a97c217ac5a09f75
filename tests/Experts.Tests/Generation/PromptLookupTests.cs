using Experts.Generation;
using Xunit;

namespace Experts.Tests.Generation;

public sealed class PromptLookupTests
{
    [Theory]
    [InlineData(new[] { 1, 2, 3, 4, 5, 6, 1, 2, 3 }, 3, new[] { 4, 5, 6 })]
    [InlineData(new[] { 1, 2, 3, 4, 5, 6, 1, 2, 3 }, 9, new[] { 4, 5, 6, 1, 2, 3 })]
    [InlineData(new[] { 7, 8, 1, 5, 6, 7, 8, 2, 0, 7, 8 }, 1, new[] { 2 })] // the latest place
    [InlineData(new[] { 9, 7, 8, 1, 5, 6, 7, 8, 2, 0, 9, 7, 8 }, 1, new[] { 1 })] // the longest match
    [InlineData(new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 2, 3 }, 9, new[] { 4, 5, 6, 7 })] // two tokens agree easily: not all is believed
    [InlineData(new[] { 4, 4, 4 }, 2, new[] { 4 })]
    [InlineData(new[] { 1, 2, 3 }, 4, new int[0])]
    [InlineData(new[] { 1 }, 4, new int[0])]
    [InlineData(new[] { 1, 2, 9, 1, 2 }, 0, new int[0])]
    public void A_text_is_guessed_to_go_on_as_it_did_before(int[] tokens, int most, int[] guess) =>
        Assert.Equal(guess, PromptLookup.Guess(tokens, most).ToArray());

    [Fact]
    public void Guesses_grow_while_they_hold_and_rest_longer_each_time_they_fail()
    {
        var pace = default(LookupPace);
        Assert.Equal(8, pace.Length(16));
        Assert.Equal(8, pace.Checked(4, 4).Length(16));
        Assert.Equal(3, pace.Checked(4, 4).Length(3));
        Assert.Equal(4, pace.Checked(8, 2).Length(16));

        pace = pace.Checked(4, 0);
        Assert.Equal(0, pace.Length(16));
        Assert.Equal(4, pace.Passed().Passed().Length(16));
        Assert.Equal(0, pace.Passed().Passed().Checked(4, 0).Passed().Passed().Passed().Length(16));
    }
}
