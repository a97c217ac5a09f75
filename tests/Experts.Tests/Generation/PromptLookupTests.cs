using Experts.Generation;
using Xunit;

namespace Experts.Tests.Generation;

public sealed class PromptLookupTests
{
    [Theory]
    [InlineData(new[] { 1, 2, 3, 4, 5, 6, 1, 2, 3 }, 3, new[] { 4, 5, 6 })]
    [InlineData(new[] { 1, 2, 3, 4, 5, 6, 1, 2, 3 }, 9, new[] { 4, 5, 6 })]
    [InlineData(new[] { 7, 8, 1, 5, 6, 7, 8, 2, 0, 7, 8 }, 1, new[] { 2 })] // the latest place
    [InlineData(new[] { 9, 7, 8, 1, 5, 6, 7, 8, 2, 0, 9, 7, 8 }, 1, new[] { 1 })] // the longest match
    [InlineData(new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 2, 3 }, 9, new[] { 4, 5 })] // two tokens agree easily: not all is believed
    [InlineData(new[] { 4, 4, 4 }, 2, new[] { 4 })]
    [InlineData(new[] { 1, 2, 3 }, 4, new int[0])]
    [InlineData(new[] { 1 }, 4, new int[0])]
    [InlineData(new[] { 1, 2, 9, 1, 2 }, 0, new int[0])]
    public void A_text_is_guessed_to_go_on_as_it_did_before(int[] tokens, int most, int[] guess) =>
        Assert.Equal(guess, PromptLookup.Guess(tokens, most).ToArray());

    [Fact]
    public void Guesses_rest_longer_each_time_they_fail_in_a_row_and_not_at_all_while_they_hold()
    {
        var pace = default(LookupPace);
        Assert.False(pace.Rests);
        Assert.False(pace.Checked(0).Rests);
        Assert.False(pace.Checked(0).Checked(3).Checked(0).Rests);

        pace = pace.Checked(0).Checked(0);
        Assert.True(pace.Passed().Rests);
        Assert.False(pace.Passed().Passed().Rests);
        Assert.True(pace.Passed().Passed().Checked(0).Passed().Passed().Passed().Rests);
        Assert.False(pace.Passed().Passed().Checked(1).Rests);
    }
}
