using Audit.Reading;
using Audit.Records;
using Audit.Verification;
using EndToEnd.Running;
using Support;
using Support.Upstream;
using Xunit;

namespace EndToEnd.Killing;

/// <summary>A gateway killed under load (SIGKILL) keeps the record of every answer that a client received to its end.</summary>
[Collection(AloneTests.Name)]
public sealed class KilledGatewayTests
{
    private const int Clients = 50;
    private const int Seed = 20_260;
    private const int AllRecords = 1_000_000;
    private const string Model = "plain";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public Task After_two_kills_every_received_answer_has_its_closed_record() => KillAsync(rounds: 2);

    [Fact]
    public Task After_twenty_kills_every_received_answer_has_its_closed_record()
    {
        string suites = Environment.GetEnvironmentVariable("GATEWAY_SUITES") ?? "";
        Assert.SkipUnless(
            suites.Contains("kill", StringComparison.Ordinal) || suites.Contains("all", StringComparison.Ordinal),
            "Takes minutes; set GATEWAY_SUITES=kill to run it.");
        return KillAsync(rounds: 20);
    }

    private static async Task KillAsync(int rounds)
    {
        using var folder = new TemporaryFolder();
        var chance = new Random(Seed);
        await using PlainUpstream upstream = await PlainUpstream.StartAsync(
            new PlainUpstreamOptions { EventDelay = TimeSpan.FromMilliseconds(2) }, Stop);
        List<Received> received = [];
        for (int round = 0; round < rounds; round++)
        {
            await using GatewayProcess gateway = await StartAsync(upstream, folder, round % 2 == 0 ? "power" : "process");
            AssertRecorded(received, folder);
            using var load = new ClientLoad(gateway, Model);
            received.AddRange(await load.KillAfterAsync(chance.Next(100, 400), Clients, Stop));
            await gateway.WaitForExitAsync(Stop);
        }

        await using GatewayProcess last = await StartAsync(upstream, folder, "power");
        Assert.True(AssertRecorded(received, folder).Interrupted > 0, "No kill met a request in flight: the load is too light to prove anything.");
        ProgramResult verified = await ChildProgram.CliAsync(folder.Path, "audit", "verify");
        Assert.True(verified.ExitCode == 0, verified.Output);
    }

    private static Task<GatewayProcess> StartAsync(PlainUpstream upstream, TemporaryFolder folder, string durability) =>
        GatewayProcess.StartAsync(new GatewaySettings
        {
            DataFolder = folder.Path,
            Durability = durability,
            Upstreams = [new GatewayUpstream("plain", upstream.BaseUrl, "sk-plain", [Model])],
        }, Stop);

    /// <summary>The log verifies, no record is open any more, and what clients received is what records say was given.</summary>
    private static VerificationReport AssertRecorded(List<Received> received, TemporaryFolder folder)
    {
        VerificationReport report = AuditVerifier.Verify(folder["audit"]);
        Assert.True(report.IsValid, $"{report.Fault}");
        Assert.Empty(report.Unclosed);
        Dictionary<string, RecordClosing?> closings = new AuditReader(folder["audit"]).Newest(AllRecords)
            .ToDictionary(record => record.Opening.Id.ToString(), record => record.Closing);
        foreach (Received answer in received)
        {
            RecordClosing? closing = closings.GetValueOrDefault(answer.AuditId);
            Assert.True(
                closing is { Outcome: RecordOutcome.Completed } && closing.Answer?.Sha256.ToString() == answer.Sha256,
                $"The answer of {answer.AuditId} ({answer.Sha256}) was received to its end; its record says {closing}.");
        }

        return report;
    }
}
