using Experts.Memory;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Experts.Tests.Memory;

public sealed class QuestionTextTests
{
    [Theory]
    [InlineData("What is the EXCESS of Farlmere?", "what is the excess of farlmere")]
    [InlineData("  07:15 to 19:00 — where? ", "07 15 to 19 00 where")]
    [InlineData("the dentist's co-payment", "the dentist's co-payment")]
    [InlineData("the dentist’s co‑payment", "the dentist's co-payment")]
    [InlineData("Café Zürich", "cafe zurich")]
    [InlineData("a\ud800b", "ab")]
    [InlineData("?!", "")]
    public void A_question_is_written_in_one_way(string asked, string expected)
    {
        Assert.Equal(expected, QuestionText.Normalise(asked));
    }

    [Fact]
    public void Normalising_twice_changes_nothing_and_leaves_only_the_alphabet()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<string>().Filter(text => text is not null), text =>
        {
            var once = QuestionText.Normalise(text);
            return once == QuestionText.Normalise(once) && once.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '\'' or '-' or ' ') && !once.Contains("  ", StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();
    }
}
