using Xunit;

namespace Conformance.Wire;

/// <summary>
/// The gate: what the user of a client sees through the gateway is what the same user sees without it,
/// but for the differences that are listed with their reasons.
/// </summary>
public sealed class FaithfulnessTests(WireSuite suite)
{
    public static TheoryData<string, string> ClientsAndCases { get; } =
        [.. from client in AskedClients() from it in WireCases.All select (client, it.Name)];

    [Theory]
    [MemberData(nameof(ClientsAndCases))]
    public async Task A_client_sees_through_the_gateway_what_it_sees_directly(string client, string name)
    {
        WireRun run = await suite.RunAsync(await WireClients.ReadyAsync(client));

        string[] faults =
        [
            .. WireCases.Cells
                .Where(cell => cell.Case.Name == name)
                .SelectMany(cell => IntendedDifferences.Faults(cell, run.Direct[cell.Id], run.Gateway[cell.Id])
                    .Select(fault => $"{cell.Mode}: {fault}")),
        ];

        Assert.True(faults.Length == 0, string.Join('\n', faults));
    }

    [Theory]
    [InlineData("openai")]
    [InlineData("ai-sdk")]
    [InlineData("openai-dotnet")]
    public async Task Every_answer_and_error_has_a_request_id(string client)
    {
        WireRun run = await suite.RunAsync(await WireClients.ReadyAsync(client));

        // A broken stream shows no headers to its user any more; where headers are seen, the id is among them.
        Assert.Empty(WireCases.Cells
            .Where(cell => run.Gateway[cell.Id].Seen["hasRequestId"]?.GetValue<bool>() == false)
            .Select(cell => cell.Id));
        Assert.Contains(WireCases.Cells, cell => run.Gateway[cell.Id].Seen.ContainsKey("hasRequestId"));
    }

    [Fact]
    public async Task The_clients_from_npm_take_part()
    {
        foreach (NodeClient client in WireClients.Npm)
        {
            await WireClients.ReadyAsync(client.Name);
        }
    }

    // Rows of clients that were not asked for would all be skipped for one reason; the test above gives it once.
    private static IEnumerable<string> AskedClients() => WireSuite.NpmClientsAsked
        ? [WireClients.DotNet.Name, .. WireClients.Npm.Select(client => client.Name)]
        : [WireClients.DotNet.Name];
}
