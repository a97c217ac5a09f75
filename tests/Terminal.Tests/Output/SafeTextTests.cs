using Terminal.Output;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Terminal.Tests.Output;

public sealed class SafeTextTests
{
    [Theory]
    [InlineData("plain, grüße, 漢字, 😀", "plain, grüße, 漢字, 😀")]
    [InlineData("\e[2Jgone", "\uFFFD[2Jgone")]
    [InlineData("a\r\nb\tc", "a\uFFFD\uFFFDb\uFFFDc")]
    [InlineData("\u202Etxt.exe", "\uFFFDtxt.exe")]
    [InlineData("\u009B31m", "\uFFFD31m")]
    public void A_line_keeps_letters_and_loses_what_could_move_the_cursor(string text, string safe)
    {
        Assert.Equal(safe, SafeText.Line(text));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_replaced()
    {
        Assert.Equal("half \uFFFD", SafeText.Line("half \uD83D"));
    }

    [Fact]
    public void A_block_keeps_its_layout_only()
    {
        Assert.Equal("a\n\tb\uFFFD", SafeText.Block("a\r\n\tb\a"));
    }

    [Fact]
    public void No_text_gets_a_control_character_through()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<string>().Filter(text => text is not null), text => !SafeText.Line(text).Any(char.IsControl))
            .QuickCheckThrowOnFailure();
    }
}
