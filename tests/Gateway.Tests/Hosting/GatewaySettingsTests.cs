using Gateway.Hosting;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Gateway.Tests.Hosting;

public sealed class GatewaySettingsTests
{
    [Fact]
    public void Defaults_are_right_without_any_configuration()
    {
        var settings = Read(("Samples:Load", "false"));

        Assert.Equal(Audit.Log.AuditDurability.Power, settings.Audit.Durability);
        Assert.Equal(0.5, settings.Routing.DomainThreshold);
        Assert.Empty(settings.Upstreams);
    }

    [Fact]
    public void All_mistakes_are_listed_at_once_with_key_value_and_what_is_expected()
    {
        var refusal = Assert.Throws<SettingsException>(() => Read(
            ("Samples:Load", "false"),
            ("Audit:Durability", "Sometimes"),
            ("Audit:Durabilty", "Power"),
            ("Routing:DomainThreshold", "1.5"),
            ("Routing:GeneralModel", "gpt"),
            ("Access:BootstrapKeys:App", "short"),
            ("Upstreams:a:BaseUrl", "ftp://x"),
            ("Upstreams:a:Priority", "many"),
            ("Upstreams:b:BaseUrl", "http://127.0.0.1:1/v1"),
            ("Upstreams:b:Models:0", "auto")));

        foreach (var expected in new[]
        {
            "Audit:Durability is 'Sometimes'; expected Power or Process", "Audit:Durabilty is not a setting", "Routing:DomainThreshold is 1.5",
            "Routing:GeneralModel is 'gpt'", "Access:BootstrapKeys:App has 5 characters", "Upstreams:a:Priority is 'many'; expected a whole number",
            "Upstreams:a:BaseUrl is 'ftp://x'", "Upstreams:b:Models holds 'auto'",
        })
            Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_local_upstream_takes_its_own_name_as_its_model_and_mistakes_are_named()
    {
        var house = Read(("Samples:Load", "false"), ("Upstreams:house:Kind", "local"), ("Upstreams:house:Expert", "smollm2")).Upstreams["house"];
        var refusal = Assert.Throws<SettingsException>(() => Read(
            ("Samples:Load", "false"),
            ("Experts:Slots", "0"),
            ("Experts:EmbeddingModel", "../x"),
            ("Upstreams:a:Kind", "local"),
            ("Upstreams:a:BaseUrl", "http://127.0.0.1:1/v1"),
            ("Upstreams:b:Expert", "x"),
            ("Upstreams:b:BaseUrl", "http://127.0.0.1:1/v1"),
            ("Upstreams:b:Models:0", "expert/x")));

        Assert.Equal(["house"], house.Models);
        foreach (var expected in new[]
        {
            "Experts:Slots is 0; expected 1 to 256", "Experts:EmbeddingModel is '../x'", "Upstreams:a:Expert is ''", "Upstreams:a:Kind is Local, which has no BaseUrl",
            "Upstreams:b:Expert is 'x', but Upstreams:b:Kind is Remote", "Upstreams:b:Models holds 'expert/x'",
        })
            Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GenAi", null, "needs Experts:GenAiLibrary")]
    [InlineData("GenAi", "/no/such/library.so", "'/no/such/library.so', which does not exist")]
    [InlineData("Onnx", "/no/such/library.so", "but Experts:Engine is Onnx")]
    [InlineData("Llama", null, "expected Onnx or GenAi")]
    public void An_engine_without_its_library_is_a_mistake(string engine, string? library, string said)
    {
        var refusal = Assert.Throws<SettingsException>(() => Read(("Samples:Load", "false"), ("Experts:Engine", engine), ("Experts:GenAiLibrary", library ?? "")));

        Assert.Contains(said, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Experts_that_are_loaded_at_the_start_are_names()
    {
        Assert.Equal(["a", "b"], Read(("Samples:Load", "false"), ("Experts:Preload:0", "a"), ("Experts:Preload:1", "b")).Experts.Preload);

        var refusal = Assert.Throws<SettingsException>(() => Read(("Samples:Load", "false"), ("Experts:Preload:0", "../a")));
        Assert.Contains("Experts:Preload has '../a'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_is_never_repeated_in_a_mistake_or_a_description()
    {
        const string secret = "töken-with-ümlauts";

        var refusal = Assert.Throws<SettingsException>(() => Read(
            ("Samples:Load", "false"), ("Access:BootstrapKeys:Admin", secret), ("Upstreams:a:ApiKey", secret), ("Upstreams:a:BaseUrl", "http://127.0.0.1:1")));

        Assert.DoesNotContain(secret, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-secret", new Gateway.Upstreams.UpstreamOptions { ApiKey = "sk-secret" }.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("sk-secret", new Gateway.Access.AccessOptions { BootstrapKeys = new() { App = "sk-secret" } }.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Upstreams_are_read_with_their_models_and_aliases()
    {
        var upstream = Read(
            ("Samples:Load", "false"), ("Upstreams:a:BaseUrl", "https://api.example.com/v1"), ("Upstreams:a:Models:0", "fast"),
            ("Upstreams:a:Aliases:fast", "fast-2026"), ("Upstreams:a:IdleTimeoutSeconds", "2.5")).Upstreams["a"];

        Assert.Equal(["fast"], upstream.Models);
        Assert.Equal("fast-2026", upstream.Aliases["fast"]);
        Assert.Equal(2.5, upstream.IdleTimeoutSeconds);
    }

    private static GatewaySettings Read(params (string Key, string Value)[] settings) => GatewaySettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))).Build());
}
