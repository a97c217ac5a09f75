using System.Collections.Immutable;
using EndToEnd.Running;
using Support;
using Support.Upstream;
using Xunit;

namespace EndToEnd.Configuring;

/// <summary>What must never be in a log, looked for with every log message switched on.</summary>
public sealed class SecretsInLogsTests
{
    private const string UpstreamKey = "sk-upstream-secret-5d1f0c";
    private const string WrongKey = "sk-wrong-secret-9b7e2a-0123456789";
    private const string Prompt = "PROMPT-MARKER-c41d";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_key_no_prompt_and_no_answer_stands_in_the_log_at_its_most_talkative()
    {
        await using MisbehavingUpstream upstream = await MisbehavingUpstream.StartAsync(UpstreamKey, Stop);
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(new GatewaySettings
        {
            Upstreams = [new GatewayUpstream("cases", upstream.BaseUrl, UpstreamKey, ["text", "502", "cut", "metadata-echo"])],
            Environment = Talkative,
        }, Stop);

        await AskInEveryWayAsync(gateway);
        Assert.Equal(0, await gateway.StopAsync(Stop));

        Assert.Contains("trce: ", gateway.Output); // Else the log is not talkative, and the rest proves nothing.
        foreach (string secret in new[] { GatewayProcess.AppKey, GatewayProcess.AdminKey, UpstreamKey, WrongKey, Prompt, "Ohm's law" })
        {
            Assert.DoesNotContain(secret, gateway.Output);
        }
    }

    private static async Task AskInEveryWayAsync(GatewayProcess gateway)
    {
        using var app = new ApiClient(gateway.Root, GatewayProcess.AppKey);
        using var admin = new ApiClient(gateway.Root, GatewayProcess.AdminKey);
        using var stranger = new ApiClient(gateway.Root, WrongKey);
        foreach (string model in new[] { "text", "502", "auto", "metadata-echo", "unknown" })
        {
            ApiAnswer answer = await app.AskAsync(model, Prompt);
            await admin.GetAsync("v1/audit/" + answer.AuditId);
            await app.AskAsync(model, Prompt, stream: true);
        }

        await Assert.ThrowsAsync<HttpRequestException>(() => app.AskAsync("cut", Prompt, stream: true));
        await app.PostAsync("v1/chat/completions", $"{{\"model\": \"{Prompt}");
        await app.PostAsync("v1/route", ApiClient.Question("auto", Prompt));
        Assert.Equal(401, (await stranger.AskAsync("text", Prompt)).Status);
    }

    private static ImmutableDictionary<string, string> Talkative => new[] { "Default", "Microsoft", "Yarp", "System", "Polly" }
        .ToImmutableDictionary(category => $"Logging__LogLevel__{category}", _ => "Trace");
}
