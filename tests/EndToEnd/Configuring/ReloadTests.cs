using System.Text.Json.Nodes;
using EndToEnd.Running;
using Support;
using Support.Upstream;
using Xunit;

namespace EndToEnd.Configuring;

/// <summary>Upstreams in <c>gateway.json</c> of the data folder, changed while the gateway runs.</summary>
public sealed class ReloadTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_upstream_serves_without_a_restart_and_a_broken_change_leaves_it_in_place()
    {
        using var folder = new TemporaryFolder();
        await using MisbehavingUpstream upstream = await MisbehavingUpstream.StartAsync("sk-from-a-file", Stop);
        await File.WriteAllTextAsync(folder["upstream.key"], upstream.ApiKey + "\n", Stop);
        await File.WriteAllTextAsync(folder["gateway.json"], "{}", Stop);
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(new GatewaySettings { DataFolder = folder.Path }, Stop);
        using var client = new ApiClient(gateway.Root, GatewayProcess.AppKey);
        Assert.Equal(404, (await client.AskAsync("text", "Hi")).Status);

        await ChangeAsync(folder, Upstreams(upstream.BaseUrl.ToString(), folder["upstream.key"]));
        await Polling.ForAsync("the new model", Limit, async () => await Answers(client) ? client : null);

        await ChangeAsync(folder, Upstreams("no address", folder["upstream.key"]));
        await Polling.ForAsync("the refusal in the log", Limit, () => Task.FromResult(
            gateway.Output.Contains("Upstreams:late:BaseUrl is 'no address'", StringComparison.Ordinal) ? gateway : null));
        Assert.True(await Answers(client), "The old upstream was expected to stay after a refused change.");
    }

    [Fact]
    public async Task A_settings_file_that_is_no_JSON_is_told_in_the_log_and_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        await using MisbehavingUpstream upstream = await MisbehavingUpstream.StartAsync("sk-from-a-file", Stop);
        await File.WriteAllTextAsync(folder["upstream.key"], upstream.ApiKey, Stop);
        await ChangeAsync(folder, Upstreams(upstream.BaseUrl.ToString(), folder["upstream.key"]));
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(new GatewaySettings { DataFolder = folder.Path }, Stop);
        using var client = new ApiClient(gateway.Root, GatewayProcess.AppKey);

        await ChangeAsync(folder, "{ \"Upstreams\": { \"late\": ");

        await Polling.ForAsync("a word about the file in the log", Limit, () => Task.FromResult(
            gateway.Output.Contains("gateway.json", StringComparison.Ordinal) ? gateway : null));
        Assert.True(await Answers(client), "The old upstream was expected to stay.");
        await ChangeAsync(folder, Upstreams(upstream.BaseUrl.ToString(), folder["upstream.key"], "empty-answer"));
        await Polling.ForAsync("the model of the mended file", Limit, async () => await Answers(client, "empty-answer") ? client : null);
    }

    private static async Task<bool> Answers(ApiClient client, string model = "text") => (await client.AskAsync(model, "Hi")).Status == 200;

    private static string Upstreams(string baseUrl, string keyFile, string model = "text") => new JsonObject
    {
        ["Upstreams"] = new JsonObject
        {
            ["late"] = new JsonObject { ["BaseUrl"] = baseUrl, ["ApiKeyFile"] = keyFile, ["Models"] = new JsonArray(model) },
        },
    }.ToJsonString();

    /// <summary>As editors do it: the new file takes the place of the old one in one step.</summary>
    private static async Task ChangeAsync(TemporaryFolder folder, string settings)
    {
        await File.WriteAllTextAsync(folder["gateway.json.new"], settings, Stop);
        File.Move(folder["gateway.json.new"], folder["gateway.json"], overwrite: true);
    }
}
