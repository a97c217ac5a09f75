using System.Text.Json.Nodes;
using Audit.Records;
using EndToEnd.Running;
using Support;
using Xunit;

namespace EndToEnd.Failing;

/// <summary>What goes wrong around a model in the gateway's own process: clients that leave, files that are damaged or gone, no memory. The process lives.</summary>
public sealed class LocalModelFaultTests(FaultyModelGateway gateway) : IClassFixture<FaultyModelGateway>
{
    /// <summary>A greedy answer to it takes much longer than any test waits.</summary>
    private const string Story = "Write a very long story about a lighthouse keeper, chapter by chapter, with many details.";

    [Fact]
    public async Task Clients_that_leave_in_prefill_in_the_queue_and_in_decode_free_the_only_place()
    {
        GatewayProcess process = gateway.Process;
        await AskAsync(process, Chat("Hello", 4)); // the model is loaded
        using CancellationTokenSource leavesDecode = new(), leavesQueue = new(), leavesPrefill = new();

        var decoding = new HastyRequest(process, "decode");
        Assert.True(await decoding.AskAsync(Chat(Story, 1900, stream: true), leavesDecode.Token) > 0, "The answer was expected to run.");
        var queued = new HastyRequest(process, "queue");
        Task<int> waiting = queued.AskAsync(Chat("Hello", 4), leavesQueue.Token);
        await queued.OpenedAsync();
        await leavesQueue.CancelAsync();
        Assert.Equal(0, await waiting);
        Assert.Equal(RecordOutcome.ClientCancelled, (await queued.ClosedAsync()).Closing!.Outcome);

        await leavesDecode.CancelAsync();
        Assert.Equal(RecordOutcome.ClientCancelled, (await decoding.ClosedAsync()).Closing!.Outcome);

        var filling = new HastyRequest(process, "prefill");
        Task<int> reading = filling.AskAsync(Chat(string.Concat(Enumerable.Range(100, 230).Select(number => $"{number} sheep. ")), 200), leavesPrefill.Token);
        await filling.OpenedAsync();
        await leavesPrefill.CancelAsync();
        Assert.Equal(0, await reading);
        Assert.Equal(RecordOutcome.ClientCancelled, (await filling.ClosedAsync()).Closing!.Outcome);

        ApiAnswer next = await AskAsync(process, Chat("Hello", 4)); // the place is free: this would wait for minutes otherwise
        Assert.Equal(200, next.Status);
    }

    [Fact]
    public async Task A_conversation_longer_than_the_context_is_refused_as_such()
    {
        ApiAnswer refused = await AskAsync(gateway.Process, Chat(string.Concat(Enumerable.Repeat("word ", 3000)), 4));

        Assert.Equal((400, "context_length_exceeded"), (refused.Status, (string?)refused.Json["error"]!["code"]));
    }

    [Theory]
    [InlineData("flipped")]
    [InlineData("cut")]
    public async Task A_model_whose_files_are_not_those_that_were_imported_is_not_served_and_the_others_are(string expert)
    {
        ApiAnswer refused = await CompleteAsync(gateway.Process, expert);

        Assert.Equal((503, "The local model cannot be loaded at the moment. Try again, or ask the operator."), (refused.Status, (string?)refused.Json["error"]!["message"]));
        Assert.Equal(200, (await CompleteAsync(gateway.Process, "tiny")).Status);
    }

    [Fact]
    public async Task A_version_whose_folder_is_deleted_goes_on_answering_from_memory()
    {
        Assert.Equal(200, (await CompleteAsync(gateway.Process, "moving")).Status);

        foreach (string version in Directory.GetDirectories(gateway.FolderOf("moving")))
        {
            Directory.Delete(version, recursive: true);
        }

        ApiAnswer after = await LaterAsync(gateway.Process, "moving");
        Assert.Equal(200, after.Status);
    }

    [Fact]
    public async Task An_expert_that_is_deleted_with_all_its_versions_is_not_found_any_more_and_ends_nothing()
    {
        Assert.Equal(200, (await CompleteAsync(gateway.Process, "leaving")).Status);

        Directory.Delete(gateway.FolderOf("leaving"), recursive: true);

        ApiAnswer gone = await Polling.ForAsync("the expert to be missed", TimeSpan.FromSeconds(30), async () =>
            await CompleteAsync(gateway.Process, "leaving") is { Status: not 200 } answer ? answer : null);
        Assert.Equal((404, "model_not_found"), (gone.Status, (string?)gone.Json["error"]!["code"]));
        Assert.Equal(200, (await CompleteAsync(gateway.Process, "tiny")).Status);
    }

    [Fact]
    public async Task A_model_that_does_not_fit_the_memory_is_refused_clearly_and_smaller_ones_are_served()
    {
        await using GatewayProcess small = await gateway.StartSmallAsync(megabytes: 64);

        ApiAnswer refused = await AskAsync(small, Chat("Hello", 4));

        Assert.Equal(503, refused.Status);
        Assert.Contains("more than the 64 MiB that all local models may take", (string?)refused.Json["error"]!["message"]);
        Assert.Equal(200, (await CompleteAsync(small, "tiny")).Status);
    }

    /// <summary>An answer given after the gateway has looked at the registry again, which it does each second.</summary>
    private static async Task<ApiAnswer> LaterAsync(GatewayProcess process, string expert)
    {
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(300));
        for (int i = 0; i < 5; i++)
        {
            await looks.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            await CompleteAsync(process, expert);
        }

        return await CompleteAsync(process, expert);
    }

    private static async Task<ApiAnswer> AskAsync(GatewayProcess process, string body)
    {
        using var client = new ApiClient(process.Root, GatewayProcess.AppKey);
        return await client.PostAsync("v1/chat/completions", body);
    }

    private static async Task<ApiAnswer> CompleteAsync(GatewayProcess process, string expert)
    {
        using var client = new ApiClient(process.Root, GatewayProcess.AppKey);
        return await client.PostAsync("v1/completions", new JsonObject { ["model"] = "expert/" + expert, ["prompt"] = "the", ["max_tokens"] = 2 }.ToJsonString());
    }

    private static string Chat(string text, int tokens, bool stream = false) => new JsonObject
    {
        ["model"] = "expert/smollm2",
        ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = text }),
        ["max_tokens"] = tokens,
        ["temperature"] = 0,
        ["stream"] = stream,
    }.ToJsonString();
}
