using System.Text.Json.Nodes;
using Xunit;

namespace Conformance.Wire;

/// <summary>
/// A black-box scanner's view. A smoke test only: it gives full marks to gateways that alter answers.
/// </summary>
public sealed class CompatcanaryTests(WireSuite suite)
{
    [Theory]
    [InlineData("direct")]
    [InlineData("gateway")]
    public async Task The_scanner_gives_full_marks(string target)
    {
        await WireClients.ReadyAsync("openai");
        WireTarget server = target == "direct" ? suite.Direct : await suite.GatewayAsync();

        JsonNode report = await ScanAsync(server);

        Assert.True((int?)report["score"] == 100, report.ToJsonString());
    }

    private static async Task<JsonNode> ScanAsync(WireTarget server)
    {
        string scanner = Path.Combine("node_modules", "compatcanary", "src", "cli.js");
        string[] arguments =
        [
            scanner, "scan", "--base-url", server.BaseUrl.ToString(), "--model", "text", "--profile", "chat",
            "--api-key", server.ApiKey, "--format", "json", "--fail-on", "never",
        ];
        (int code, string output, string errors) =
            await NodeModules.RunAsync("node", arguments, "", TestContext.Current.CancellationToken);
        Assert.True(code == 0, errors);
        return JsonNode.Parse(output) ?? throw new InvalidOperationException("The scanner's report is null.");
    }
}
