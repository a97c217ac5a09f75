using Xunit;

namespace Conformance.Wire;

/// <summary>
/// The gate: what the user of a client sees through the gateway is what the same user sees without it,
/// but for the differences that are listed with their reasons.
/// </summary>
public sealed class FaithfulnessTests(WireSuite suite)
{
    public static TheoryData<string, string> ClientsAndCases { get; } =
        [.. from client in WireClients.Asked from it in WireCases.All select (client.Data, it.Name)];

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
    [MemberData(nameof(WireClients.Asked), MemberType = typeof(WireClients))]
    public async Task Every_answer_and_error_has_a_request_id(string client)
    {
        WireRun run = await suite.RunAsync(await WireClients.ReadyAsync(client));

        // Where the client shows headers at all: not of broken streams, and LangChain's never.
        string[] shown = [.. WireCases.Cells.Select(cell => cell.Id).Where(id => run.Gateway[id].Seen.ContainsKey("hasRequestId"))];
        Assert.SkipWhen(client == "langchain" && shown.Length == 0, "This client shows no headers to its user.");
        Assert.NotEmpty(shown);
        Assert.All(shown, id => Assert.True((bool?)run.Gateway[id].Seen["hasRequestId"]));
    }

    [Fact]
    public async Task The_clients_from_npm_take_part()
    {
        foreach (NodeClient client in WireClients.Npm)
        {
            await WireClients.ReadyAsync(client.Name);
        }
    }
}
