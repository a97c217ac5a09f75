using State.Keys;
using Xunit;

namespace State.Tests.Keys;

public sealed class TokenTextTests
{
    [Fact]
    public void A_token_is_the_prefix_and_43_characters_of_base64url()
    {
        Assert.Matches("^sk-gw-[A-Za-z0-9_-]{43}$", TokenText.Generate());
    }

    [Fact]
    public void No_two_tokens_are_alike()
    {
        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(_ => TokenText.Generate()).Distinct().Count());
    }

    [Theory]
    [InlineData("fifteen-letters", false)]
    [InlineData("sixteen-letters!", true)]
    [InlineData("sixteen letters!", false)]
    [InlineData("sixteen-lettérs!", false)]
    [InlineData("sixteen-letters\n", false)]
    public void An_operators_token_has_16_printable_ascii_characters_without_blanks(string token, bool acceptable)
    {
        Assert.Equal(acceptable, TokenText.IsAcceptable(token));
    }

    [Theory]
    [InlineData(TokenText.MaximumLength, true)]
    [InlineData(TokenText.MaximumLength + 1, false)]
    public void A_token_has_a_greatest_length(int length, bool acceptable)
    {
        Assert.Equal(acceptable, TokenText.IsAcceptable(new string('x', length)));
    }

    [Theory]
    [InlineData("sk-gw-ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopq", "sk-g…nopq")]
    [InlineData("sixteen-letters!", "si…s!")]
    [InlineData("short", "…")]
    public void A_hint_leaves_three_quarters_unknown(string token, string hint)
    {
        Assert.Equal(hint, TokenText.Hint(token));
    }
}
