using Support.Upstream;
using Xunit;

namespace Conformance.Wire;

/// <summary>How often the upstream is called for one call of a client: a retry that nobody asked for costs money.</summary>
public sealed class UpstreamCallTests(WireSuite suite)
{
    private static readonly string[] Final =
    [
        "400", "400-context-length", "401", "403", "404", "404-html", "413", "422", "429-retry-after", "429-retry-after-ms",
        "429-should-not-retry", "429-rate-limits", "429-no-hint", "429-quota", "error-number-code", "error-other-envelope",
        "error-empty-body",
    ];

    [Theory]
    [MemberData(nameof(WireClients.Asked), MemberType = typeof(WireClients))]
    public async Task One_client_call_is_one_upstream_call_when_the_answer_is_final(string name)
    {
        IWireClient client = await WireClients.ReadyAsync(name);
        await suite.RunAsync(client);

        Assert.All(
            WireCases.Cells.Where(cell => Final.Contains(cell.Case.Name)),
            cell => Assert.Equal(1, Calls(suite.GatewayUpstream, cell, client)));
    }

    [Theory]
    [MemberData(nameof(WireClients.Asked), MemberType = typeof(WireClients))]
    public async Task A_good_answer_takes_one_upstream_call(string name)
    {
        IWireClient client = await WireClients.ReadyAsync(name);
        await suite.RunAsync(client);

        Assert.All(
            WireCases.Cells.Where(cell => cell.Case.Name is "text" or "tool-calls" or "slow" or "no-finish" or "cut"),
            cell => Assert.Equal(1, Calls(suite.GatewayUpstream, cell, client)));
    }

    [Theory]
    [MemberData(nameof(WireClients.Asked), MemberType = typeof(WireClients))]
    public async Task A_client_that_retries_after_a_limit_gets_its_answer_at_the_second_call(string name)
    {
        IWireClient client = await WireClients.ReadyAsync(name);
        WireRun run = await suite.RunAsync(client);

        Assert.All(WireCases.Retried, cell =>
        {
            Assert.False(run.Gateway[cell.Id].Noticed, run.Gateway[cell.Id].Seen.ToJsonString());
            Assert.Equal(2, Calls(suite.GatewayUpstream, cell, client));
            Assert.Equal(2, Calls(suite.DirectUpstream, cell, client));
        });
    }

    private static int Calls(MisbehavingUpstream upstream, WireCell cell, IWireClient client) =>
        upstream.Requests.Of(cell.User(client)).Length;
}
