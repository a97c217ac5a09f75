using Xunit;

namespace Conformance.Wire;

/// <summary>
/// Which client notices which break of a stream: the reason for sending an error event and then aborting.
/// The direct half shows that the upstream breaks streams as real servers do, and that clients miss it.
/// </summary>
public sealed class MidStreamTableTests(WireSuite suite)
{
    private static readonly string[] Cases =
    [
        "error-event-clean", "error-event-named", "error-event-abort", "cut", "cut-announced", "cut-in-event", "cut-reset",
        "finish-error", "no-finish", "bad-json-event", "empty-stream", "done-only", "cut-after-headers",
    ];

    public static TheoryData<string, string> Cells { get; } =
        [.. from client in WireClients.Asked
            from row in Cases
            select (client.Data, row)];

    /// <summary>What goes unnoticed without the gateway, as measured with these versions of the clients.</summary>
    private static readonly Dictionary<string, string[]> MissedDirectly = new()
    {
        ["openai"] = ["cut-announced", "finish-error", "no-finish", "empty-stream", "done-only"],
        ["ai-sdk"] = ["finish-error"],
        ["langchain"] = ["cut-announced", "finish-error", "no-finish", "empty-stream", "done-only"],
        ["openai-dotnet"] = ["error-event-clean", "error-event-named", "no-finish", "empty-stream", "done-only"],
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_broken_stream_is_noticed_through_the_gateway(string client, string name)
    {
        WireRun run = await suite.RunAsync(await WireClients.ReadyAsync(client));

        Assert.True(run.Gateway[$"{name}/Stream"].Noticed, run.Gateway[$"{name}/Stream"].Seen.ToJsonString());
        Assert.True(run.Gateway[$"{name}/StreamWithUsage"].Noticed, run.Gateway[$"{name}/StreamWithUsage"].Seen.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(WireClients.Asked), MemberType = typeof(WireClients))]
    public async Task Without_the_gateway_some_breaks_go_unnoticed(string client)
    {
        var seen = await suite.SeeDirectAsync(await WireClients.ReadyAsync(client));

        Assert.Equal(MissedDirectly[client], Cases.Where(name => !seen[$"{name}/Stream"].Noticed));
    }
}
