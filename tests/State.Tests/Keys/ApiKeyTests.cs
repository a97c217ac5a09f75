using State.Keys;
using Xunit;

namespace State.Tests.Keys;

public sealed class ApiKeyTests
{
    [Theory]
    [InlineData("*", "anything", true)]
    [InlineData("auto", "auto", true)]
    [InlineData("auto", "auto/handbook", false)]
    [InlineData("auto", "Auto", false)]
    [InlineData("auto/*", "auto/handbook", true)]
    [InlineData("auto/*", "auto", false)]
    [InlineData("auto/*", "automatic", false)]
    [InlineData("", "", false)]
    public void A_model_is_allowed_by_its_id_by_a_prefix_or_by_a_star(string pattern, string model, bool allowed)
    {
        string[] patterns = pattern.Length == 0 ? [] : [pattern];

        Assert.Equal(allowed, Key(models: patterns).MayUseModel(model));
    }

    [Fact]
    public void One_matching_entry_of_several_is_enough()
    {
        Assert.True(Key(models: ["gpt-4o", "auto/*"]).MayUseModel("auto/handbook"));
    }

    [Fact]
    public void Models_say_nothing_about_domains()
    {
        ApiKey key = Key(models: ["*"], domains: ["handbook"]);

        Assert.True(key.MayUseDomain("handbook"));
        Assert.False(key.MayUseDomain("salaries"));
    }

    private static ApiKey Key(string[]? models = null, string[]? domains = null) =>
        new("key_0", "n", Role.App, models ?? [], domains ?? [], null, DateTimeOffset.UnixEpoch, null);
}
