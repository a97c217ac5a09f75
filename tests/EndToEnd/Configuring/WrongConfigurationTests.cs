using System.Collections.Immutable;
using Support;
using Xunit;

namespace EndToEnd.Configuring;

/// <summary>What an operator is told who made mistakes.</summary>
public sealed class WrongConfigurationTests
{
    [Fact]
    public async Task All_mistakes_stop_the_start_together_each_with_what_would_be_accepted()
    {
        GatewaySettings settings = new()
        {
            Upstreams = [new GatewayUpstream("main", new Uri("ftp://files.example.com/v1"), "a secret with spaces", ["auto"])],
            Environment = new Dictionary<string, string>
            {
                ["Upstreams__main__Priority"] = "5000",
                ["Upstreams__main__Modles__0"] = "gpt",
                ["Upstreams__main__IdleTimeoutSeconds"] = "soon",
                ["Audit__Durability"] = "Sometimes",
                ["Gateway__MaxJsonDepth"] = "2",
                ["Access__BootstrapKeys__App"] = "tiny",
            }.ToImmutableDictionary(),
        };

        GatewayStartException refused = await Assert.ThrowsAsync<GatewayStartException>(
            () => GatewayProcess.StartAsync(settings, TestContext.Current.CancellationToken));

        Assert.Contains("ended with code 2", refused.Message);
        foreach (string mistake in new[]
        {
            "Upstreams:main:BaseUrl is 'ftp://files.example.com/v1'", "Upstreams:main:ApiKey holds a space",
            "'auto' and 'auto/...' are the gateway's own names", "Upstreams:main:Priority is 5000; expected 0 to 1000",
            "Upstreams:main:Modles is not a setting", "Upstreams:main:IdleTimeoutSeconds is 'soon'; expected a number",
            "Audit:Durability is 'Sometimes'; expected Power or Process", "Gateway:MaxJsonDepth is 2; expected 8 to 1000",
            "Access:BootstrapKeys:App has 4 characters",
        })
        {
            Assert.Contains(mistake, refused.Message);
        }

        Assert.DoesNotContain("a secret with spaces", refused.Message);
        Assert.DoesNotContain("   at ", refused.Message);
    }
}
